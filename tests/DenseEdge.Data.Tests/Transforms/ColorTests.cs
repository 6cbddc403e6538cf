using DenseEdge.Contracts;
using DenseEdge.Data.Transforms;

namespace DenseEdge.Data.Tests.Transforms;

public sealed class ColorTests
{
    [Theory]
    [InlineData(255, 0, 0, 0, 255, 255)]
    [InlineData(0, 255, 0, 60, 255, 255)]
    [InlineData(0, 0, 200, 120, 255, 200)]
    [InlineData(90, 90, 90, 0, 0, 90)]
    [InlineData(100, 50, 0, 15, 255, 100)]
    public void FromRgb_OfKnownColors_GivesOpenCvsRanges(
        byte red, byte green, byte blue, byte hue, byte saturation, byte value)
    {
        Assert.Equal((hue, saturation, value), HsvColor.FromRgb(red, green, blue));
        Assert.Equal((red, green, blue), HsvColor.ToRgb(hue, saturation, value));
    }

    [Fact]
    public void Brightness_BeyondTheRange_Clips()
    {
        Rgb24Image image = new(1, 2, [0, 100, 250, 7, 8, 9]);

        ColorSteps.Brightness(image, 20.7f);

        Assert.Equal([20, 120, 255, 27, 28, 29], image.Pixels.ToArray());
    }

    [Fact]
    public void Contrast_OfBytes_CutsDecimalsOff()
    {
        Rgb24Image image = new(1, 1, [3, 101, 200]);

        ColorSteps.Contrast(image, 1.5f);

        Assert.Equal([4, 151, 255], image.Pixels.ToArray());
    }

    [Fact]
    public void Hue_AcrossTheEnd_WrapsAround()
    {
        Rgb24Image image = new(1, 1, [255, 0, 0]);

        ColorSteps.Hue(image, -60);

        Assert.Equal([0, 0, 255], image.Pixels.ToArray());
    }

    [Fact]
    public void Saturation_ByZero_LeavesGrey()
    {
        Rgb24Image image = new(1, 1, [200, 100, 50]);

        ColorSteps.Saturation(image, 0);

        Assert.Equal([200, 200, 200], image.Pixels.ToArray());
    }
}
