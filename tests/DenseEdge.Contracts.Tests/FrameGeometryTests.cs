namespace DenseEdge.Contracts.Tests;

public sealed class FrameGeometryTests
{
    /// <summary>Every number here has at most seven digits: what is left is the rounding of double.</summary>
    private const double Rounding = 1e-9;

    /// <summary>min(64 / 100, 64 / 200) = 0.32: the frame takes 32 of 64 rows, under a bar of 16.</summary>
    private static readonly FrameGeometry Letterbox = FrameGeometry.Letterbox(100, 200, 64, 64);

    [Fact]
    public void Stretch_MapsCentresByHalfPixels()
    {
        // Across 12 camera pixels become 4, down 8 become 4.
        FrameGeometry geometry = FrameGeometry.Stretch(8, 12, 4, 4);

        // (1 + 0.5) · 3 − 0.5 = 4 and (2 + 0.5) · 2 − 0.5 = 4.5.
        AssertEqual(new PixelPoint(4, 4.5), geometry.ToCamera(new PixelPoint(1, 2)));
        AssertEqual(new PixelPoint(1, 2), geometry.ToOutput(new PixelPoint(4, 4.5)));

        // The outer corner stays the outer corner.
        AssertEqual(new PixelPoint(-0.5, -0.5), geometry.ToCamera(new PixelPoint(-0.5, -0.5)));
        AssertEqual(new PixelPoint(11.5, 7.5), geometry.ToCamera(new PixelPoint(3.5, 3.5)));
    }

    [Fact]
    public void Letterbox_KnowsItsBars()
    {
        Assert.Equal(new PixelRectangle(0, 16, 64, 32), Letterbox.Content);
        Assert.Equal((0.32, 0.32), (Letterbox.ScaleX, Letterbox.ScaleY));
        Assert.True(Letterbox.IsOnFrame(new PixelPoint(10, 16)));
        Assert.False(Letterbox.IsOnFrame(new PixelPoint(10, 15)));
        Assert.True(Letterbox.IsOnFrame(new PixelPoint(10, 47)));
        Assert.False(Letterbox.IsOnFrame(new PixelPoint(10, 48)));
    }

    [Fact]
    public void Letterbox_MapsPointsBothWays()
    {
        // (10 + 0.5) / 0.32 − 0.5 = 32.3125 and (20 + 0.5 − 16) / 0.32 − 0.5 = 13.5625.
        AssertEqual(new PixelPoint(32.3125, 13.5625), Letterbox.ToCamera(new PixelPoint(10, 20)));
        AssertEqual(new PixelPoint(10, 20), Letterbox.ToOutput(new PixelPoint(32.3125, 13.5625)));

        // A place on the upper bar: (3 + 0.5 − 16) / 0.32 − 0.5 lies above the frame.
        AssertEqual(new PixelPoint(32.3125, -39.5625), Letterbox.ToCamera(new PixelPoint(10, 3)));
    }

    [Fact]
    public void Letterbox_OfATallFrame_HasBarsLeftAndRight()
    {
        // min(60 / 240, 60 / 120) = 0.25: 30 of 60 columns, behind 15.
        FrameGeometry tall = FrameGeometry.Letterbox(240, 120, 60, 60);

        Assert.Equal(new PixelRectangle(15, 0, 30, 60), tall.Content);
        AssertEqual(new PixelPoint(1.5, 5.5), tall.ToCamera(new PixelPoint(15, 1)));
        Assert.Equal(new PixelRectangle(0, 0, 120, 240), tall.ToCamera(new PixelRectangle(0, 0, 60, 60)));
    }

    [Fact]
    public void Rectangle_GrowsToWholePixels_AndIsCutAtTheBars()
    {
        // Columns 8..24 / 0.32 = 25..75; rows 12..24 less 16 = −4..8, cut at 0, / 0.32 = 0..25.
        Assert.Equal(new PixelRectangle(25, 0, 50, 25), Letterbox.ToCamera(new PixelRectangle(8, 12, 16, 12)));
        Assert.Equal(new PixelRectangle(8, 16, 16, 8), Letterbox.ToOutput(new PixelRectangle(25, 0, 50, 25)));

        // 26..27 · 0.32 = 8.32..8.64 lies inside column 8; 3..10 · 0.32 = 0.96..3.2 touches rows 0 to 3.
        Assert.Equal(new PixelRectangle(8, 16, 1, 4), Letterbox.ToOutput(new PixelRectangle(26, 3, 1, 7)));
    }

    [Fact]
    public void Rectangle_OnABar_IsEmpty()
    {
        Assert.True(Letterbox.ToCamera(new PixelRectangle(3, 0, 20, 16)).IsEmpty);
        Assert.True(Letterbox.ToCamera(new PixelRectangle(3, 48, 20, 16)).IsEmpty);
        Assert.True(Letterbox.ToOutput(new PixelRectangle(200, 0, 9, 9)).IsEmpty);
        Assert.True(Letterbox.ToCamera(new PixelRectangle(3, 20, 0, 4)).IsEmpty);
    }

    [Fact]
    public void Rectangle_OfAllPixels_IsTheWholeFrame_AlsoWithThirds()
    {
        FrameGeometry geometry = FrameGeometry.Stretch(480, 640, 99, 333);

        Assert.Equal(new PixelRectangle(0, 0, 640, 480), geometry.ToCamera(new PixelRectangle(0, 0, 333, 99)));
        Assert.Equal(new PixelRectangle(0, 0, 333, 99), geometry.ToOutput(new PixelRectangle(0, 0, 640, 480)));
    }

    [Fact]
    public void NearestOutput_OfACameraPixel_StaysOnTheFrame()
    {
        Assert.Equal((16, 47), (Letterbox.NearestOutputRow(0), Letterbox.NearestOutputRow(99)));
        Assert.Equal((0, 63), (Letterbox.NearestOutputColumn(0), Letterbox.NearestOutputColumn(199)));

        // (50 + 0.5) · 0.32 = 16.16.
        Assert.Equal(16 + 16, Letterbox.NearestOutputRow(50));
    }

    [Fact]
    public void Of_AModelWhoseGraphLetterboxes_HasNoBars()
    {
        ModelMetadata model = new()
        {
            InputHeight = 480,
            InputWidth = 640,
            Producer = "test",
            Fit = FrameFit.Letterbox(480, 640, 64, 64),
            Tasks = [ModelTask.Of(new TaskSpec { Kind = TaskKind.Depth })],
        };

        FrameGeometry geometry = FrameGeometry.Of(model, 720, 1280);

        // 64 / 640 · 480 = 48 rows of outputs, which are cut to the frame.
        Assert.Equal(FrameGeometry.Stretch(720, 1280, 48, 64), geometry);
        Assert.Equal(new PixelRectangle(0, 0, 64, 48), geometry.Content);
    }

    [Fact]
    public void Side_BelowOne_IsRefused()
        => Assert.Throws<ArgumentOutOfRangeException>(() => FrameGeometry.Stretch(480, 0, 64, 64));

    private static void AssertEqual(PixelPoint expected, PixelPoint actual)
    {
        Assert.Equal(expected.X, actual.X, Rounding);
        Assert.Equal(expected.Y, actual.Y, Rounding);
    }
}
