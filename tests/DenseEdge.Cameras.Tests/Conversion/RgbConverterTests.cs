using DenseEdge.Cameras.Conversion;

namespace DenseEdge.Cameras.Tests.Conversion;

public sealed class RgbConverterTests
{
    // 255/219 (Y-16) + factor (U or V - 128) * 255/224, worked out by hand:
    // BT.601, Y 81, U 90, V 240: 75.68 + 1.5960 * 112 = 254.4; 75.68 + 0.3918 * 38 - 0.8130 * 112 = -0.5;
    //   75.68 - 2.0172 * 38 = -1.0
    // BT.709, the same bytes: 75.68 + 1.7927 * 112 = 276.5; 75.68 + 0.2132 * 38 - 0.5329 * 112 = 24.1; 75.68 - 2.1124 * 38 = -4.6
    // JPEG, Y 100, U 110, V 150: 100 + 1.402 * 22 = 130.8; 100 + 0.3441 * 18 - 0.7141 * 22 = 90.5; 100 - 1.772 * 18 = 68.1
    // BT.601, Y 235, U 128, V 128 is white, Y 16 black.
    [Theory]
    [InlineData("bt601", 81, 90, 240, 254, 0, 0)]
    [InlineData("bt709", 81, 90, 240, 255, 24, 0)]
    [InlineData("1:4:0:0", 100, 110, 150, 131, 90, 68)]
    [InlineData("bt601", 235, 128, 128, 255, 255, 255)]
    [InlineData("bt601", 16, 128, 128, 0, 0, 0)]
    public void Convert_OfOneColour_IsTheFormulaByHand(string colorimetry, int y, int u, int v, int red, int green, int blue)
    {
        YuvStandard standard = YuvStandard.FromGStreamer(colorimetry, 480);
        RawLayout layout = RawLayout.Of(RawFormat.Yuyv, 1, 34);
        byte[] source = new byte[layout.ByteCount];
        for (int i = 0; i < source.Length; i += 4)
        {
            (source[i], source[i + 1], source[i + 2], source[i + 3]) = ((byte)y, (byte)u, (byte)y, (byte)v);
        }

        byte[] rgb = new byte[34 * 3];
        RgbConverter.Convert(source, layout, standard, rgb);

        // 32 pixels by vectors, 2 by themselves. 90.5 may be rounded either way.
        Assert.All(Enumerable.Range(0, 34), x =>
        {
            Assert.Equal(red, rgb[x * 3]);
            Assert.InRange(rgb[(x * 3) + 1], green, green + (green == 90 ? 1 : 0));
            Assert.Equal(blue, rgb[(x * 3) + 2]);
        });
    }

    [Theory]
    [InlineData("bt601")]
    [InlineData("bt709")]
    [InlineData("bt2020")]
    [InlineData("1:4:0:0")]
    public void Convert_OfEveryYAndEveryFifthUAndV_StaysWithinOneLevelOfTheFormula(string colorimetry)
    {
        YuvStandard standard = YuvStandard.FromGStreamer(colorimetry, 480);
        RawLayout layout = RawLayout.Of(RawFormat.I420, 2, 256);
        byte[] source = new byte[layout.ByteCount];
        byte[] rgb = new byte[2 * 256 * 3];
        for (int x = 0; x < 256; x++)
        {
            (source[x], source[layout.Stride + x]) = ((byte)x, (byte)x);
        }

        double worst = 0;
        for (int u = 0; u < 256; u += 5)
        {
            for (int v = 0; v < 256; v += 5)
            {
                source.AsSpan(layout.UOffset, 128).Fill((byte)u);
                source.AsSpan(layout.VOffset, 128).Fill((byte)v);
                RgbConverter.Convert(source, layout, standard, rgb);
                for (int y = 0; y < 256; y++)
                {
                    double luma = standard.Y * (y - standard.Black);
                    worst = Math.Max(worst, Distance(rgb[y * 3], luma + (standard.RedV * (v - 128))));
                    worst = Math.Max(worst, Distance(
                        rgb[(y * 3) + 1], luma - (standard.GreenU * (u - 128)) - (standard.GreenV * (v - 128))));
                    worst = Math.Max(worst, Distance(rgb[(y * 3) + 2], luma + (standard.BlueU * (u - 128))));
                }
            }
        }

        // Half a level for rounding, the rest for products cut at 1/64 level.
        Assert.InRange(worst, 0.4, 0.6);
    }

    [Theory]
    [InlineData(nameof(RawFormat.Rgb))]
    [InlineData(nameof(RawFormat.Bgr))]
    [InlineData(nameof(RawFormat.Yuyv))]
    [InlineData(nameof(RawFormat.Nv12))]
    [InlineData(nameof(RawFormat.I420))]
    [InlineData(nameof(RawFormat.Y42b))]
    public void Convert_OfAnySize_TakesEveryPixelFromItsPlace(string name)
    {
        RawFormat format = Enum.Parse<RawFormat>(name);
        for (int width = 1; width <= 37; width++)
        {
            for (int height = 1; height <= 3; height++)
            {
                RawLayout layout = RawLayout.Of(format, height, width);
                byte[] source = new byte[layout.ByteCount];
                new Random((width * 10) + height).NextBytes(source);
                byte[] rgb = new byte[height * width * 3];

                RgbConverter.Convert(source, layout, YuvStandard.Bt709, rgb);

                for (int i = 0; i < height * width; i++)
                {
                    byte[] expected = ExpectedPixel(source, layout, i / width, i % width);
                    Assert.Equal(expected, rgb.AsSpan(i * 3, 3).ToArray());
                }
            }
        }
    }

    [Fact]
    public void Convert_OfTooFewBytes_TellsBothNumbers()
    {
        CameraException e = Assert.Throws<CameraException>(
            () => RgbConverter.Convert(new byte[11], RawLayout.Of(RawFormat.I420, 2, 4), YuvStandard.Bt601, new byte[24]));

        // 4 x 2 of Y, and two rows of 2 bytes that begin at multiples of 4: 8 + 4 + 4.
        Assert.Contains("Expected 16 bytes for a I420 frame of 4x2 pixels, got 11", e.Message, StringComparison.Ordinal);
    }

    private static double Distance(byte found, double exact) => Math.Abs(found - Math.Clamp(exact, 0, 255));

    private static unsafe byte[] ExpectedPixel(byte[] source, RawLayout layout, int row, int x)
    {
        int chromaRow = layout.Format is RawFormat.Nv12 or RawFormat.I420 ? row / 2 : row;
        int at = row * layout.Stride;
        int chroma = chromaRow * layout.ChromaStride;
        (int y, int u, int v) = layout.Format switch
        {
            RawFormat.Yuyv => (at + (2 * x), at + (4 * (x / 2)) + 1, at + (4 * (x / 2)) + 3),
            RawFormat.Nv12 => (at + x, layout.UOffset + chroma + (2 * (x / 2)), layout.UOffset + chroma + (2 * (x / 2)) + 1),
            RawFormat.I420 or RawFormat.Y42b => (at + x, layout.UOffset + chroma + (x / 2), layout.VOffset + chroma + (x / 2)),
            _ => (at + (3 * x), 0, 0),
        };
        if (layout.Format == RawFormat.Rgb)
        {
            return source[y..(y + 3)];
        }

        if (layout.Format == RawFormat.Bgr)
        {
            return [source[y + 2], source[y + 1], source[y]];
        }

        byte[] pixel = new byte[3];
        fixed (byte* target = pixel)
        {
            new YuvMatrix(YuvStandard.Bt709).Convert(source[y], source[u], source[v], target);
        }

        return pixel;
    }
}
