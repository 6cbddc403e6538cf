using DenseEdge.Training.QuantizationAware;
using DenseEdge.Training.Tests.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.QuantizationAware;

public sealed class FakeQuantizationTests
{
    // Scale 0.5, zero point 3, codes 0 to 255: the range is -1.5 to 126.
    [Theory]
    [InlineData(0.0, 0.0, 1)]
    [InlineData(0.6, 0.5, 1)]
    [InlineData(0.25, 0.0, 1)] // code 0.5 is half-way: to the even 0
    [InlineData(0.75, 1.0, 1)] // 1.5 to 2
    [InlineData(1.25, 1.0, 1)] // 2.5 to 2
    [InlineData(-0.25, 0.0, 1)] // -0.5 to 0
    [InlineData(-0.75, -1.0, 1)] // -1.5 to -2
    [InlineData(-1.5, -1.5, 1)] // the lower end itself
    [InlineData(-1.6, -1.5, 0)] // rounds to the end, but lies beyond it
    [InlineData(-9.0, -1.5, 0)]
    [InlineData(126.0, 126.0, 1)]
    [InlineData(126.2, 126.0, 0)]
    [InlineData(1000.0, 126.0, 0)]
    public void Values_OfAnAffineGrid_AreThoseOfQuantizeLinear_AndPassGradientsInsideOnly(
        double value, double expected, double slope)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor input = tensor((float)value).requires_grad_();

        Tensor output = FakeQuantization.Values(input, 0.5f, 3, 0, 255);

        Assert.Equal((float)expected, output.item<float>());
        Assert.Equal(slope * 7, Numbers.Values(autograd.grad([output.mul(7)], [input])[0]).Single());
    }

    [Fact]
    public void Values_OfASymmetricGrid_ClipAtBothEnds()
    {
        using DisposeScope scope = NewDisposeScope();
        float[] values = [-100f, -12.8f, -12.7f, 0.05f, 0.15f, 12.69f, 12.8f];

        // Halves to even: 0.05 / 0.1 is half-way and goes down; in floating point 0.15 / 0.1 lies above one and a half.
        Assert.Equal(
            [-12.8f, -12.8f, -12.7f, 0f, 0.2f, 12.7f, 12.7f],
            FakeQuantization.Values(tensor(values), 0.1f, 0, -128, 127).data<float>().ToArray(),
            (expected, actual) => MathF.Abs(expected - actual) < 1e-6f);
    }

    [Fact]
    public void Values_AreToTheLastBitWhatTheCodesStandFor()
    {
        using DisposeScope scope = NewDisposeScope();
        const float Scale = 0.0371f;
        float[] values = [.. Numbers.Values(Numbers.Uniform(3, 20_000)).Select(value => (float)value * 6)];

        float[] found = FakeQuantization.Values(tensor(values), Scale, 121, 0, 255).data<float>().ToArray();

        float[] expected = [.. values.Select(
            value => (Math.Clamp(MathF.Round(value / Scale, MidpointRounding.ToEven) + 121, 0, 255) - 121) * Scale)];
        Assert.Equal(expected, found);
    }

    [Fact]
    public void Codes_RoundToEvenWithinLimits_AndPassGradientsInsideOnly()
    {
        using DisposeScope scope = NewDisposeScope();
        float[] values = [0.5f, 1.5f, -2.5f, 63.6f, 64f, 64.2f, -64f, -70f];
        Tensor units = tensor(values).requires_grad_();
        Tensor weights = arange(1, 9);

        Tensor codes = FakeQuantization.Codes(units, -64, 64);

        Assert.Equal([0, 2, -2, 64, 64, 64, -64, -64], Numbers.Values(codes));
        Assert.Equal([1, 2, 3, 4, 5, 0, 7, 0], Numbers.Values(autograd.grad([codes.mul(weights).sum()], [units])[0]));
    }
}
