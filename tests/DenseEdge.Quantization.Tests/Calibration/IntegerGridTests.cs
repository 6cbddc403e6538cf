using DenseEdge.Quantization.Calibration.Ranges;

namespace DenseEdge.Quantization.Tests.Calibration;

public sealed class IntegerGridTests
{
    [Fact]
    public void Fit_AfterARelu_HasZeroAtTheLowestCode()
    {
        QuantizationParameters parameters = IntegerGrid.UnsignedAffine.Fit(new ClippingRange(0, 5.1));

        Assert.Equal(0, parameters.ZeroPoint);
        Assert.Equal(0.02f, parameters.Scale, 1e-8f);
    }

    [Fact]
    public void Fit_BothSigns_RepresentsZeroExactly()
    {
        QuantizationParameters parameters = IntegerGrid.UnsignedAffine.Fit(new ClippingRange(-1, 3));

        Assert.Equal(64, parameters.ZeroPoint);
        Assert.Equal(0, parameters.Represent(0));
    }

    /// <summary>ONNX Runtime removes a Clip only if the codes can't leave its range.</summary>
    [Fact]
    public void Fit_UpToSix_NeverExceedsSix() => Assert.True(IntegerGrid.UnsignedAffine.Fit(new ClippingRange(0, 6)).High <= 6);

    [Fact]
    public void Fit_ForTensorRt_IsSymmetric_AndFp16HoldsEveryValueExactly()
    {
        QuantizationParameters parameters = IntegerGrid.TensorRt.Fit(new ClippingRange(-0.3, 1.1));

        Assert.Equal(0, parameters.ZeroPoint);
        Assert.InRange(parameters.High, 1.1, 1.1 * 17 / 16);
        for (int code = -127; code <= 127; code++)
        {
            Assert.Equal(parameters.Value(code), (double)(Half)parameters.Value(code));
        }

        Assert.Equal(-127, parameters.Code(-100));
    }

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(1.5, 2)]
    [InlineData(2.5, 2)]
    [InlineData(-0.5, 0)]
    [InlineData(-1.5, -2)]
    public void Code_Halves_GoToEven(double value, int expected)
        => Assert.Equal(expected, new QuantizationParameters(IntegerGrid.SignedSymmetric, 1, 0).Code(value));
}
