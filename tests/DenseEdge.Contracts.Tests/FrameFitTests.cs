namespace DenseEdge.Contracts.Tests;

public sealed class FrameFitTests
{
    [Fact]
    public void Letterbox_OfAWideFrame_PadsAboveAndBelow()
    {
        // min(425 / 720, 560 / 1280) = 0.4375, and 0.4375 x 720 = 315: 110 rows are left.
        FrameFit fit = FrameFit.Letterbox(720, 1280, 425, 560);

        Assert.Equal((315, 560), (fit.OutputHeight, fit.OutputWidth));
        Assert.Equal((55, 0, 55, 0), (fit.PadTop, fit.PadLeft, fit.PadBottom, fit.PadRight));
    }

    [Fact]
    public void Letterbox_OfATallFrame_PutsTheOddColumnToTheRight()
    {
        // min(64 / 100, 96 / 61) = 0.64, and 0.64 x 61 = 39.04: 57 columns are left.
        FrameFit fit = FrameFit.Letterbox(100, 61, 64, 96);

        Assert.Equal((64, 39), (fit.OutputHeight, fit.OutputWidth));
        Assert.Equal((0, 28, 0, 29), (fit.PadTop, fit.PadLeft, fit.PadBottom, fit.PadRight));
    }

    [Fact]
    public void Letterbox_OfTheNetworksAspectRatio_PadsNothing()
        => Assert.Equal(FrameFit.Stretch(48, 64), FrameFit.Letterbox(480, 640, 48, 64));

    [Fact]
    public void Letterbox_OfAnExtremeRatio_KeepsAPixel()
        => Assert.Equal((1, 64), (FrameFit.Letterbox(2, 4000, 48, 64).OutputHeight, FrameFit.Letterbox(2, 4000, 48, 64).OutputWidth));
}
