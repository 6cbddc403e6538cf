using DenseEdge.Training.Contrast;
using DenseEdge.Training.Tests.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Contrast;

public sealed class InfoNceLossTests
{
    [Fact]
    public void Compute_OfOneAnchor_EqualsTheFormula()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor anchor = tensor(new[,] { { 1.0, 0 } });
        Tensor others = tensor(new[,] { { 0.6, 0.8 }, { 0.8, -0.6 }, { 0, 1.0 }, { -1.0, 0 } });
        const double T = 0.5;

        (Tensor sum, int anchors) = InfoNceLoss.Compute(anchor, others, [1, 1, 0, 0], [0, 0, 1, 1], T);

        double negatives = Math.Exp(0) + Math.Exp(-1 / T);
        double Term(double cosine) => -Math.Log(Math.Exp(cosine / T) / (Math.Exp(cosine / T) + negatives));
        double expected = (Term(0.6) + Term(0.8)) / 2;
        Assert.Equal(1, anchors);
        Assert.Equal(expected, sum.item<double>(), 1e-12);
    }

    [Fact]
    public void Compute_LeavesOutAnchorsWithoutPositiveOrNegative()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor vectors = Projector.UnitRows(Numbers.Uniform64(1, 3, 4)).requires_grad_();

        (Tensor sum, int anchors) = InfoNceLoss.Compute(vectors, vectors, [0, 1, 0, 1, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 1, 1, 0], 0.1);

        Assert.Equal(0, anchors);
        Assert.Equal(0, sum.item<double>());
        Assert.All(Numbers.Values(autograd.grad([sum], [vectors])[0]), slope => Assert.Equal(0, slope));
    }

    [Fact]
    public void Compute_Backward_EqualsFiniteDifferences()
    {
        using DisposeScope scope = NewDisposeScope();
        FiniteDifferences.Check(
            inputs => InfoNceLoss.Compute(
                Projector.UnitRows(inputs[0]), Projector.UnitRows(inputs[1]), [1, 0, 0, 0, 1, 0], [0, 1, 1, 0, 0, 1], 0.5).Sum,
            Numbers.Uniform64(2, 2, 3), Numbers.Uniform64(3, 3, 3));
    }
}
