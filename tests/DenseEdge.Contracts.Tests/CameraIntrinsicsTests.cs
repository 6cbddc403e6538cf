namespace DenseEdge.Contracts.Tests;

public sealed class CameraIntrinsicsTests
{
    private const double Rounding = 1e-9;

    private static readonly CameraIntrinsics Camera = new(300, 310, 299.75, 169.5);

    [Fact]
    public void ForOutput_ScalesTheFocalLengths_AndMovesTheCentreByHalfPixels()
    {
        // 600 columns become 336, 0.56 of them; 340 rows become 85, a quarter.
        CameraIntrinsics output = Camera.ForOutput(FrameGeometry.Stretch(340, 600, 85, 336));

        Assert.Equal(168, output.FocalXPixels, Rounding);
        Assert.Equal(77.5, output.FocalYPixels, Rounding);

        // (299.75 + 0.5) · 0.56 − 0.5 and (169.5 + 0.5) · 0.25 − 0.5.
        Assert.Equal(167.64, output.CenterXPixels, Rounding);
        Assert.Equal(42, output.CenterYPixels, Rounding);
    }

    [Fact]
    public void ForOutput_OfALetterbox_MovesTheCentreBelowTheBar()
    {
        CameraIntrinsics output = Camera.ForOutput(FrameGeometry.Letterbox(100, 200, 64, 64));

        Assert.Equal(96, output.FocalXPixels, Rounding);
        Assert.Equal(99.2, output.FocalYPixels, Rounding);

        // (169.5 + 0.5) · 0.32 + 16 − 0.5.
        Assert.Equal(69.9, output.CenterYPixels, Rounding);
    }

    [Fact]
    public void Unproject_FollowsThePinholeModel()
    {
        (double x, double y, double z) = Camera.Unproject(new PixelPoint(359.75, 107.5), 2.5);

        // 60 · 2.5 / 300 to the right, −62 · 2.5 / 310 upwards.
        Assert.Equal((0.5, -0.5, 2.5), (Math.Round(x, 9), Math.Round(y, 9), z));
    }

    [Fact]
    public void Unproject_OfTheSamePlaceInTheOutput_IsTheSamePoint()
    {
        FrameGeometry geometry = FrameGeometry.Letterbox(100, 200, 64, 64);
        PixelPoint camera = new(33.25, 71.5);

        (double x, double y, double _) = Camera.Unproject(camera, 3);
        (double outputX, double outputY, double _) = Camera.ForOutput(geometry).Unproject(geometry.ToOutput(camera), 3);

        Assert.Equal(x, outputX, Rounding);
        Assert.Equal(y, outputY, Rounding);
    }

    [Theory]
    [InlineData(0, 1, 1, 1)]
    [InlineData(1, -2, 1, 1)]
    [InlineData(1, 1, double.NaN, 1)]
    [InlineData(1, 1, 1, double.PositiveInfinity)]
    public void IsValid_OfNumbersThatNoCameraHas_IsFalse(double fx, double fy, double cx, double cy)
        => Assert.False(new CameraIntrinsics(fx, fy, cx, cy).IsValid);

    [Fact]
    public void IsValid_OfACamera_IsTrue() => Assert.True(Camera.IsValid);
}
