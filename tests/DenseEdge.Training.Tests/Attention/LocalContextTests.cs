using DenseEdge.Training.Attention;
using DenseEdge.Training.Tests.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Attention;

public sealed class LocalContextTests
{
    [Theory]
    [InlineData(4, 8, 9)]
    [InlineData(9, 17, 9)]
    [InlineData(3, 5, 9)]
    [InlineData(13, 11, 3)]
    public void Attend_OnAnySize_EqualsTheDefinition(int height, int width, int window)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor query = Numbers.Uniform64(1, 2, 3, height, width);
        Tensor key = Numbers.Uniform64(2, 2, 3, height, width);
        Tensor value = Numbers.Uniform64(3, 2, 4, height, width);

        Tensor attended = LocalContext.Attend(query, key, value, window);

        Assert.Equal([2, 4, height, width], attended.shape);
        for (int n = 0; n < 2; n++)
        {
            double[] expected = AttentionReference.Local(new Map(query, n), new Map(key, n), new Map(value, n), window);
            Assert.All(expected.Zip(Numbers.Values(attended.select(0, n))), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        }
    }

    [Fact]
    public void Attend_OfOneEverywhere_LosesWeightToTheOutside()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor attended = LocalContext.Attend(
            zeros([1, 2, 12, 12]), Numbers.Uniform(1, 1, 2, 12, 12), ones([1, 1, 12, 12]));

        // In the corner 25 of the 81 places are inside; at (5, 5) all are. A zero query weighs all places alike.
        Assert.Equal(25.0 / 81, attended[0, 0, 0, 0].item<float>(), 1e-6);
        Assert.Equal(1.0, attended[0, 0, 5, 5].item<float>(), 1e-6);
    }

    [Fact]
    public void Attend_Backward_EqualsFiniteDifferences()
    {
        using DisposeScope scope = NewDisposeScope();
        FiniteDifferences.Check(
            maps => LocalContext.Attend(maps[0], maps[1], maps[2], 5),
            Numbers.Uniform64(4, 1, 2, 5, 3), Numbers.Uniform64(5, 1, 2, 5, 3), Numbers.Uniform64(6, 1, 2, 5, 3));
    }
}
