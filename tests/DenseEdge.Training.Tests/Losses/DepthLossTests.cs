using DenseEdge.Training.Losses;
using DenseEdge.Training.Tests.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Losses;

public sealed class DepthLossTests
{
    [Fact]
    public void Compute_On2x2WithAnUnmeasuredPixel_AveragesTheOthers()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor predicted = tensor([1f, 2.5f, 3f, 9f], [1L, 1, 2, 2]);
        Tensor depth = tensor([1.5f, 2f, 5f, 0f], [1L, 1, 2, 2]);
        Assert.Equal((0.5 + 0.5 + 2) / 3, DepthLoss.Compute(predicted, depth).item<float>(), 1e-6);
    }

    [Fact]
    public void Compute_WithoutMeasurements_IsZero()
    {
        using DisposeScope scope = NewDisposeScope();
        Assert.Equal(0, DepthLoss.Compute(Numbers.Uniform(1, 1, 1, 2, 2), zeros([1, 1, 2, 2])).item<float>());
    }

    [Fact]
    public void Bins_OfDistances_AreLogarithmicAndClamped()
    {
        using DisposeScope scope = NewDisposeScope();

        // 1 to 16 m in 40 bins: ten bins for each doubling.
        Tensor depth = tensor([0f, 0.5f, 1.01f, 2.01f, 4.01f, 15.99f, 40f], [1L, 1, 1, 7]);
        Tensor bins = DepthLoss.Bins(depth, 1, 16);

        Assert.Equal([1, 1, 7], bins.shape);
        Assert.Equal([255, 0, 0, 10, 20, 39, 39], Numbers.Values(bins));
    }
}
