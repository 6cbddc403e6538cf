using DenseEdge.Training.Attention;
using DenseEdge.Training.Tests.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Attention;

public sealed class SpatialNormalizationTests
{
    [Fact]
    public void Normalize_WithoutMask_SumsToOneOverPositions()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor logits = tensor([0f, MathF.Log(3), 1f, 1f], [1L, 2, 1, 2]);

        Tensor maps = SpatialNormalization.Normalize(logits);

        Assert.Equal([1, 2, 2], maps.shape);
        Assert.All(Numbers.Values(maps).Zip([0.25, 0.75, 0.5, 0.5]), pair => Assert.Equal(pair.Second, pair.First, 1e-6));
    }

    [Fact]
    public void Normalize_WithMask_GivesNothingToPixelsOutside()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor logits = Numbers.Uniform(1, 2, 3, 2, 3);
        bool[] inside = new bool[2 * 4 * 6];
        Array.Fill(inside, true, 0, 12);                // the upper half of sample 0, nothing of sample 1
        Tensor maps = SpatialNormalization.Normalize(logits, tensor(inside, [2L, 4, 6]));

        Assert.All(Numbers.Values(maps.select(0, 0).sum(1)), sum => Assert.Equal(1, sum, 1e-6));
        Assert.All(Numbers.Values(maps.select(0, 0).narrow(1, 3, 3)), weight => Assert.Equal(0, weight));
        Assert.All(Numbers.Values(maps.select(0, 1)), weight => Assert.Equal(0, weight));
    }

    [Fact]
    public void Normalize_WithMaskOfAnotherSize_TakesTheNearestPixel()
    {
        using DisposeScope scope = NewDisposeScope();

        // Of 5 columns, the outputs 0, 1, 2 take floor(0), floor(5/3), floor(10/3): 0, 1 and 3.
        Tensor inside = tensor([true, false, true, true, true], [1L, 1, 5]);
        Tensor maps = SpatialNormalization.Normalize(zeros([1, 1, 1, 3]), inside);

        Assert.Equal([0.5, 0, 0.5], Numbers.Values(maps));
    }
}
