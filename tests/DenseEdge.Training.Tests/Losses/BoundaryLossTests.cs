using DenseEdge.Training.Losses;
using DenseEdge.Training.Tests.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Losses;

public sealed class BoundaryLossTests
{
    [Fact]
    public void Compute_On2x2WithAnIgnoredPixel_IsTheWeightedCrossEntropy()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor logits = tensor([MathF.Log(3), 2f, -1f, 7f], [1L, 1, 2, 2]);
        Tensor labels = tensor([1L, 0, 1, 255], [1L, 2, 2]);
        double expected = ((0.8 * Math.Log(4.0 / 3)) + (0.2 * Softplus(2)) + (0.8 * Softplus(1))) / 3;

        Assert.Equal(expected, BoundaryLoss.Compute(logits, labels, 0.8).item<float>(), 1e-6);
    }

    [Fact]
    public void Compute_OnLargeLogits_StaysFinite()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor logits = tensor([200f, -200f], [1L, 1, 1, 2]);
        Tensor labels = tensor([0L, 1], [1L, 1, 2]);
        Assert.Equal(((0.2 * 200) + (0.8 * 200)) / 2, BoundaryLoss.Compute(logits, labels, 0.8).item<float>(), 1e-4);
    }

    [Fact]
    public void Compute_WithNothingToLearnFrom_IsZero()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor labels = full([1, 2, 2], 255L, ScalarType.Int64);
        Assert.Equal(0, BoundaryLoss.Compute(Numbers.Uniform(1, 1, 1, 2, 2), labels, 0.8).item<float>());
    }

    private static double Softplus(double x) => Math.Log(1 + Math.Exp(x));
}
