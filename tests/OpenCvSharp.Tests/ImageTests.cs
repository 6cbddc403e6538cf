namespace OpenCvSharp.Tests;

public sealed class ImageTests
{
    [Fact]
    public void ImDecode_OfWhatImEncodeMade_GivesTheSamePixels()
    {
        byte[] pixels = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120];
        using Mat image = Mat.FromPixelData(2, 2, MatType.CV_8UC3, pixels);

        Assert.True(Cv2.ImEncode(".png", image, out byte[] bytes));
        using Mat read = Cv2.ImDecode(bytes, ImreadModes.Color);

        Assert.Equal(pixels, read.ToBytes());
    }

    [Fact]
    public void ImRead_OfAWrittenFile_GivesTheSamePixels()
    {
        using var folder = new TempFolder();
        using var image = new Mat(4, 6, MatType.CV_8UC3, Scalar.FromRgb(200, 100, 50));

        Assert.True(Cv2.ImWrite(folder.Of("ü.png"), image, new ImageEncodingParam(ImwriteFlags.PngCompression, 9)));
        using Mat read = Cv2.ImRead(folder.Of("ü.png"));

        Assert.Equal(image.ToBytes(), read.ToBytes());
        Assert.Equal([50, 100, 200], read.ToBytes()[..3]);
    }

    [Fact]
    public void ImRead_OfAMissingFile_IsEmpty()
    {
        using Mat read = Cv2.ImRead("/nonexistent/image.png");

        Assert.True(read.Empty());
    }

    [Fact]
    public void ImDecode_OfNoImage_IsEmpty()
    {
        using Mat read = Cv2.ImDecode([1, 2, 3, 4], ImreadModes.Color);

        Assert.True(read.Empty());
    }

    [Fact]
    public void ImEncode_WithAnUnknownExtension_ThrowsOpenCvsWords()
    {
        using var image = new Mat(1, 1, MatType.CV_8UC3);

        OpenCVException e = Assert.Throws<OpenCVException>(() => Cv2.ImEncode(".nope", image, out byte[] _));

        Assert.StartsWith("cv_imencode: ", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resize_ToHalf_WithArea_IsTheMean()
    {
        using Mat image = Mat.FromPixelData(2, 2, MatType.CV_8UC1, new byte[] { 10, 20, 30, 40 });
        using var result = new Mat();

        Cv2.Resize(image, result, new Size(1, 1), interpolation: InterpolationFlags.Area);

        Assert.Equal(25, result.Get<byte>(0, 0));
    }

    [Fact]
    public void CvtColor_BgrToRgb_SwapsChannels()
    {
        using Mat image = Mat.FromPixelData(1, 1, MatType.CV_8UC3, new byte[] { 1, 2, 3 });
        using var result = new Mat();

        Cv2.CvtColor(image, result, ColorConversionCodes.BGR2RGB);

        Assert.Equal([3, 2, 1], result.ToBytes());
    }

    [Fact]
    public void Merge_OfSplitPlanes_GivesTheImage()
    {
        byte[] pixels = [1, 2, 3, 4, 5, 6];
        using Mat image = Mat.FromPixelData(1, 2, MatType.CV_8UC3, pixels);
        Mat[] planes = Cv2.Split(image);
        using var merged = new Mat();

        Cv2.Merge(planes, merged);

        Assert.Equal([2, 5], planes[1].ToBytes());
        Assert.Equal(pixels, merged.ToBytes());
        Array.ForEach(planes, plane => plane.Dispose());
    }

    [Fact]
    public void HConcatAndVConcat_OfTwo_StandBesideAndBelow()
    {
        using Mat one = Mat.FromPixelData(1, 2, MatType.CV_8UC1, new byte[] { 1, 2 });
        using Mat two = Mat.FromPixelData(1, 2, MatType.CV_8UC1, new byte[] { 3, 4 });
        using var beside = new Mat();
        using var below = new Mat();

        Cv2.HConcat([one, two], beside);
        Cv2.VConcat([one, two], below);

        Assert.Equal(new Size(4, 1), beside.Size());
        Assert.Equal(new Size(2, 2), below.Size());
        Assert.Equal([1, 2, 3, 4], below.ToBytes());
    }

    [Fact]
    public void AddWeighted_OfDifferentSizes_ThrowsOpenCvsWords()
    {
        using var one = new Mat(1, 2, MatType.CV_8UC1, new Scalar(1));
        using var two = new Mat(2, 1, MatType.CV_8UC1, new Scalar(1));
        using var result = new Mat();

        Assert.Throws<OpenCVException>(() => Cv2.AddWeighted(one, 1, two, 1, 0, result));
    }

    [Fact]
    public void AddWeighted_OfTwo_IsTheWeightedSum()
    {
        using var one = new Mat(1, 1, MatType.CV_8UC1, new Scalar(100));
        using var two = new Mat(1, 1, MatType.CV_8UC1, new Scalar(10));
        using var result = new Mat();

        Cv2.AddWeighted(one, 0.5, two, 2, 3, result);

        Assert.Equal(73, result.Get<byte>(0, 0));
    }

    [Fact]
    public void CopyMakeBorder_WithAColour_SurroundsTheImage()
    {
        using var image = new Mat(1, 1, MatType.CV_8UC1, new Scalar(5));
        using var result = new Mat();

        Cv2.CopyMakeBorder(image, result, 1, 0, 2, 0, BorderTypes.Constant, new Scalar(9));

        Assert.Equal([9, 9, 9, 9, 9, 5], result.ToBytes());
    }

    [Fact]
    public void Flip_AtTheYAxis_MirrorsLeftAndRight()
    {
        using Mat image = Mat.FromPixelData(1, 3, MatType.CV_8UC1, new byte[] { 1, 2, 3 });
        using var result = new Mat();

        Cv2.Flip(image, result, FlipMode.Y);

        Assert.Equal([3, 2, 1], result.ToBytes());
    }

    [Fact]
    public void ApplyColorMap_Turbo_RunsFromDarkBlueToDarkRed()
    {
        using Mat grey = Mat.FromPixelData(1, 3, MatType.CV_8UC1, new byte[] { 20, 128, 255 });
        using var colors = new Mat();

        Cv2.ApplyColorMap(grey, colors, ColormapTypes.Turbo);

        byte[] bgr = colors.ToBytes();
        Assert.True(bgr[0] > bgr[2]);
        Assert.True(bgr[8] > bgr[6]);
    }

    [Fact]
    public void Drawing_OfShapes_PaintsTheirPixels()
    {
        using var image = new Mat(20, 60, MatType.CV_8UC3, Scalar.All(0));

        Cv2.Rectangle(image, new Rect(1, 1, 4, 4), new Scalar(10, 20, 30), Cv2.FILLED);
        Cv2.Line(image, new Point(0, 19), new Point(59, 19), new Scalar(1, 2, 3));
        Cv2.Circle(image, new Point(30, 10), 3, new Scalar(7, 8, 9), Cv2.FILLED);
        Cv2.PutText(image, "x", new Point(40, 15), HersheyFonts.HersheySimplex, 0.6, Scalar.All(255));

        byte[] pixels = image.ToBytes();
        Assert.Equal([10, 20, 30], Pixel(pixels, 4, 4));
        Assert.Equal([0, 0, 0], Pixel(pixels, 5, 5));
        Assert.Equal([1, 2, 3], Pixel(pixels, 19, 33));
        Assert.Equal([7, 8, 9], Pixel(pixels, 10, 30));
        Assert.Contains((byte)255, pixels);
    }

    [Fact]
    public void GetTextSize_OfMoreText_IsWider()
    {
        Size one = Cv2.GetTextSize("wall", HersheyFonts.HersheySimplex, 1, 1, out int baseLine);
        Size two = Cv2.GetTextSize("wall wall", HersheyFonts.HersheySimplex, 1, 1, out _);

        Assert.True(two.Width > one.Width);
        Assert.True(baseLine > 0);
    }

    private static byte[] Pixel(byte[] pixels, int y, int x) => pixels[((((y * 60) + x) * 3)..(((y * 60) + x) * 3 + 3))];
}
