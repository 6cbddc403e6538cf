using DenseEdge.Training.Losses;
using DenseEdge.Training.Tests.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Losses;

public sealed class NormalLossTests
{
    [Fact]
    public void Compute_On2x2WithAMissingNormal_SumsOverComponents()
    {
        using DisposeScope scope = NewDisposeScope();

        // Pixels: the prediction (3, 4, 0) becomes (0.6, 0.8, 0); the others are (0, 0, 1), (0, -1, 0) and anything.
        Tensor predicted = tensor([3f, 0f, 0f, 7f, 4f, 0f, -2f, 8f, 0f, 5f, 0f, 9f], [1L, 3, 2, 2]);
        Tensor normals = tensor([1f, 0f, 0f, 0f, 0f, 0f, 1f, 0f, 0f, 1f, 0f, 0f], [1L, 3, 2, 2]);
        Assert.Equal((0.4 + 0.8 + 0 + 2) / 3, NormalLoss.Compute(predicted, normals).item<float>(), 1e-6);
    }

    [Fact]
    public void Compute_OfAZeroPrediction_HasAFiniteGradient()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor predicted = zeros([1, 3, 1, 2]).requires_grad_();
        Tensor slopes = autograd.grad([NormalLoss.Compute(predicted, Numbers.Uniform(1, 1, 3, 1, 2))], [predicted])[0];
        Assert.All(Numbers.Values(slopes), gradient => Assert.True(double.IsFinite(gradient)));
    }

    [Fact]
    public void Compute_WithoutNormals_IsZero()
    {
        using DisposeScope scope = NewDisposeScope();
        Assert.Equal(0, NormalLoss.Compute(Numbers.Uniform(1, 1, 3, 2, 2), zeros([1, 3, 2, 2])).item<float>());
    }

    [Fact]
    public void NearestCentroids_OfNormals_AreTheNearestByDistance()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor normals = Numbers.Uniform(2, 2, 3, 4, 5);
        normals.narrow(3, 2, 1).zero_();
        Tensor centroids = Numbers.Uniform(3, 40, 3);

        double[] nearest = Numbers.Values(NormalLoss.NearestCentroids(normals, centroids));

        double[] n = Numbers.Values(normals);
        double[] c = Numbers.Values(centroids);
        for (int pixel = 0; pixel < 40; pixel++)
        {
            int first = (pixel / 20 * 60) + (pixel % 20);
            double expected = pixel % 5 == 2
                ? 255
                : Enumerable.Range(0, 40).MinBy(i => Enumerable.Range(0, 3).Sum(
                    axis => Math.Pow(n[first + (axis * 20)] - c[(i * 3) + axis], 2)));
            Assert.Equal(expected, nearest[pixel]);
        }
    }
}
