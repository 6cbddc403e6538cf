using DenseEdge.Training.Contrast;
using DenseEdge.Training.Tests.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Contrast;

public sealed class TripletLossTests
{
    private const double Margin = 0.3;

    [Fact]
    public void Compute_OfPerfectClusters_IsZero()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor vectors = tensor(new[,] { { 1.0, 0 }, { 1.0, 0 }, { 0, 1.0 }, { 0, 1.0 } });

        Assert.Equal(0, TripletLoss.Compute(vectors, Triplets((0, 1, 2), (2, 3, 0)), Margin).item<double>());
    }

    [Fact]
    public void Compute_OfTheSameVectorEverywhere_IsTheMarginWithFiniteGradient()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor vectors = tensor(new[,] { { 0.6, 0.8 }, { 0.6, 0.8 }, { 0.6, 0.8 } }).requires_grad_();

        Tensor loss = TripletLoss.Compute(vectors, Triplets((0, 1, 2), (1, 0, 2)), Margin);

        Assert.Equal(Margin, loss.item<double>(), 1e-12);
        Assert.All(Numbers.Values(autograd.grad([loss], [vectors])[0]), slope => Assert.True(double.IsFinite(slope)));
    }

    [Fact]
    public void Compute_OfTwoTriplets_IsTheMeanByHand()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor vectors = tensor(new[,] { { 1.0, 0 }, { 0, 1.0 }, { -1.0, 0 }, { 0.6, 0.8 } });

        // |0 - 1| = √2, |0 - 2| = 2: max(0, √2 - 2 + 0.3) = 0. |1 - 2| = √2, |1 - 3| = √0.4: √2 - √0.4 + 0.3.
        Tensor loss = TripletLoss.Compute(vectors, Triplets((0, 1, 2), (1, 2, 3)), Margin);

        Assert.Equal((Math.Sqrt(2) - Math.Sqrt(0.4) + Margin) / 2, loss.item<double>(), 1e-12);
    }

    [Fact]
    public void Compute_Backward_EqualsFiniteDifferences()
    {
        using DisposeScope scope = NewDisposeScope();
        FiniteDifferences.Check(
            inputs => TripletLoss.Compute(Projector.UnitRows(inputs[0]), Triplets((0, 1, 2), (3, 2, 1), (4, 0, 5)), 0.5),
            Numbers.Uniform64(7, 6, 4));
    }

    [Fact]
    public void Distances_OfUnitVectors_AreTheirDistances()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor vectors = tensor(new[,] { { 1f, 0 }, { 0, 1f }, { -1f, 0 } });

        float root = MathF.Sqrt(2);
        Assert.Equal([0, root, 2, root, 0, root, 2, root, 0], TripletLoss.Distances(vectors));
    }

    private static TripletList Triplets(params (long Anchor, long Positive, long Negative)[] triplets)
    {
        TripletList list = new();
        foreach ((long anchor, long positive, long negative) in triplets)
        {
            list.Add(anchor, positive, negative);
        }

        return list;
    }
}
