using DenseEdge.Training.Attention;
using DenseEdge.Training.Tests.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Attention;

public sealed class LabelContextTests
{
    [Fact]
    public void Attend_OnTwoSamples_EqualsTheDefinition()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor query = Numbers.Uniform64(1, 2, 3, 4, 5);
        Tensor key = Numbers.Uniform64(2, 2, 3, 7, 1);
        Tensor value = Numbers.Uniform64(3, 2, 2, 7, 1);

        Tensor attended = LabelContext.Attend(query, key, value);

        Assert.Equal([2, 2, 4, 5], attended.shape);
        for (int n = 0; n < 2; n++)
        {
            double[] expected = AttentionReference.Label(new Map(query, n), new Map(key, n), new Map(value, n));
            Assert.All(expected.Zip(Numbers.Values(attended.select(0, n))), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        }
    }

    [Fact]
    public void Describe_OfMaps_AveragesFeaturesOverEachRegion()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor maps = tensor([0.25f, 0.75f, 0f, 0f, 0f, 0f, 0f, 1f], [1L, 2, 4]);
        Tensor features = tensor([1f, 2f, 3f, 4f, -1f, -2f, -3f, -4f], [1L, 2, 2, 2]);

        Tensor regions = LabelContext.Describe(maps, features);

        Assert.Equal([1, 2, 2, 1], regions.shape);
        Assert.Equal([1.75, 4, -1.75, -4], Numbers.Values(regions));
    }

    [Fact]
    public void Attend_Backward_EqualsFiniteDifferences()
    {
        using DisposeScope scope = NewDisposeScope();
        FiniteDifferences.Check(
            maps => LabelContext.Attend(maps[0], maps[1], maps[2]),
            Numbers.Uniform64(4, 2, 2, 2, 3), Numbers.Uniform64(5, 2, 2, 3, 1), Numbers.Uniform64(6, 2, 4, 3, 1));
    }

    [Fact]
    public void Describe_Backward_EqualsFiniteDifferences()
    {
        using DisposeScope scope = NewDisposeScope();
        FiniteDifferences.Check(
            inputs => LabelContext.Describe(inputs[0], inputs[1]),
            Numbers.Uniform64(7, 2, 3, 6), Numbers.Uniform64(8, 2, 2, 2, 3));
    }
}
