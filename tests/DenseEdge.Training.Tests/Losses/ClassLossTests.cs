using DenseEdge.Training.Losses;
using DenseEdge.Training.Tests.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Losses;

public sealed class ClassLossTests
{
    // Channel 0 is 0 everywhere, channel 1 is ln 3, 0, -ln 3, 5: the chance of label 1 is 3/4, 1/2, 1/4, large.
    private static readonly float[] Logits = [0, 0, 0, 0, MathF.Log(3), 0, -MathF.Log(3), 5];
    private static readonly long[] Labels = [1, 0, 1, 255];

    [Fact]
    public void Plain_On2x2WithAnIgnoredPixel_AveragesTheOthers()
    {
        using DisposeScope scope = NewDisposeScope();
        double expected = (-Math.Log(0.75) - Math.Log(0.5) - Math.Log(0.25)) / 3;
        Assert.Equal(expected, ClassLoss.Plain(MakeLogits(), MakeLabels()).item<float>(), 1e-6);
    }

    [Fact]
    public void FixedBalance_On2x2_DividesByThePixelsNotTheirWeights()
    {
        using DisposeScope scope = NewDisposeScope();
        double expected = ((-0.8 * Math.Log(0.75)) - (0.2 * Math.Log(0.5)) - (0.8 * Math.Log(0.25))) / 3;
        Assert.Equal(expected, ClassLoss.FixedBalance(MakeLogits(), MakeLabels(), 0.8).item<float>(), 1e-6);
    }

    [Fact]
    public void BatchBalance_On2x2_WeighsPositivesWithTheShareOfNegatives()
    {
        using DisposeScope scope = NewDisposeScope();
        double expected = ((-Math.Log(0.75) / 3) - (2 * Math.Log(0.5) / 3) - (Math.Log(0.25) / 3)) / 3;
        Assert.Equal(expected, ClassLoss.BatchBalance(MakeLogits(), MakeLabels()).item<float>(), 1e-6);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("fixed")]
    [InlineData("batch")]
    public void EveryForm_WithNothingToLearnFrom_IsZeroAndHasZeroGradient(string form)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor logits = MakeLogits().requires_grad_();
        Tensor ignored = full([1, 2, 2], 255L, ScalarType.Int64);
        Tensor loss = form switch
        {
            "plain" => ClassLoss.Plain(logits, ignored),
            "fixed" => ClassLoss.FixedBalance(logits, ignored, 0.8),
            _ => ClassLoss.BatchBalance(logits, ignored),
        };
        Tensor slopes = autograd.grad([loss], [logits])[0];

        Assert.Equal(0, loss.item<float>());
        Assert.All(Numbers.Values(slopes), gradient => Assert.Equal(0, gradient));
    }

    private static Tensor MakeLogits() => tensor(Logits, [1L, 2, 2, 2]);

    private static Tensor MakeLabels() => tensor(Labels, [1L, 2, 2]);
}
