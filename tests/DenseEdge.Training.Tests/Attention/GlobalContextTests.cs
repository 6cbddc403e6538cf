using DenseEdge.Training.Attention;
using DenseEdge.Training.Tests.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Attention;

public sealed class GlobalContextTests
{
    [Fact]
    public void Attend_OnTwoSamples_EqualsTheDefinition()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor query = Numbers.Uniform64(1, 2, 3, 4, 5).abs();
        Tensor key = Numbers.Uniform64(2, 2, 3, 4, 5).abs();
        Tensor value = Numbers.Uniform64(3, 2, 2, 4, 5);

        Tensor attended = GlobalContext.Attend(query, key, value);

        Assert.Equal([2, 2, 4, 5], attended.shape);
        for (int n = 0; n < 2; n++)
        {
            double[] expected = AttentionReference.Global(new Map(query, n), new Map(key, n), new Map(value, n));
            Assert.All(expected.Zip(Numbers.Values(attended.select(0, n))), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        }
    }

    [Fact]
    public void Attend_WithAllWeightsZero_GivesZeroInsteadOfNaN()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor attended = GlobalContext.Attend(
            zeros([1, 2, 2, 3]), Numbers.Uniform(1, 1, 2, 2, 3).abs(), Numbers.Uniform(2, 1, 4, 2, 3));

        Assert.All(Numbers.Values(attended), number => Assert.Equal(0, number));
    }

    [Fact]
    public void Attend_Backward_EqualsFiniteDifferences()
    {
        using DisposeScope scope = NewDisposeScope();
        FiniteDifferences.Check(
            maps => GlobalContext.Attend(maps[0], maps[1], maps[2]),
            Numbers.Uniform64(4, 2, 2, 2, 3) + 2, Numbers.Uniform64(5, 2, 2, 2, 3) + 3, Numbers.Uniform64(6, 2, 3, 2, 3));
    }
}
