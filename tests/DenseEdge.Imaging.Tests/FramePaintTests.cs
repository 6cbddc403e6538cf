using DenseEdge.Contracts;

namespace DenseEdge.Imaging.Tests;

/// <summary>Painting over a camera's frame of 4 x 8 pixels, which takes rows 1 and 2 of outputs of 4 x 4.</summary>
public sealed class FramePaintTests
{
    private const int Height = 4;
    private const int Width = 8;
    private const byte Unknown = 255;

    private static readonly FrameGeometry Letterbox = FrameGeometry.Letterbox(Height, Width, 4, 4);
    private static readonly LabelClass[] Classes = [new("wall", 10, 20, 30), new("floor", 200, 100, 0), new("bar", 1, 2, 3)];

    [Fact]
    public void Labels_AreMixedWithTheFrame_AtItsSize()
    {
        byte[] labels = [2, 2, 2, 2, 0, 1, 1, 0, Unknown, 0, 1, 1, 2, 2, 2, 2];
        byte[] frame = Frame();

        LabelPicture.Paint(frame, Letterbox, new ReadOnlySpan2D<byte>(labels, 4, 4), Classes, alpha: 0.25);

        // Three quarters of 100, 110, 120 and a quarter of the class's colour.
        Assert.Equal([78, 88, 98], Pixel(frame, 1, 1));
        Assert.Equal([125, 108, 90], Pixel(frame, 0, 2));
        Assert.Equal([100, 110, 120], Pixel(frame, 3, 1));
        Assert.Equal([78, 88, 98], Pixel(frame, 2, 2));
        Assert.Equal([125, 108, 90], Pixel(frame, 3, 7));
    }

    [Fact]
    public void Distances_WithoutAMeasurement_ShowTheFrame()
    {
        float[] meters = [9, 9, 9, 9, 1, 0, 5, float.NaN, 5, 5, 5, 1, 9, 9, 9, 9];
        byte[] frame = Frame();

        DepthPicture.Paint(frame, Letterbox, new ReadOnlySpan2D<float>(meters, 4, 4), nearMeters: 1, farMeters: 5);

        byte[] near = DepthPicture.Draw([1], 1, 1, 1, 5).Pixels.ToArray(), far = DepthPicture.Draw([5], 1, 1, 1, 5).Pixels.ToArray();
        Assert.Equal(near, Pixel(frame, 1, 1));
        Assert.Equal([100, 110, 120], Pixel(frame, 1, 2));
        Assert.Equal(far, Pixel(frame, 0, 5));
        Assert.Equal([100, 110, 120], Pixel(frame, 0, 7));
        Assert.Equal(near, Pixel(frame, 2, 7));
    }

    [Fact]
    public void Normals_TakeTheirRowsFromEachPlane()
    {
        // Only row 1 of the map has normals: column 0 to the right, column 2 downwards.
        float[] components = new float[48];
        components[4] = 2;
        components[16 + 6] = 0.5f;
        byte[] frame = Frame();

        NormalPicture.Paint(frame, Letterbox, components);

        Assert.Equal([255, 128, 128], Pixel(frame, 0, 0));
        Assert.Equal([128, 0, 128], Pixel(frame, 1, 5));
        Assert.Equal([100, 110, 120], Pixel(frame, 1, 3));
        Assert.Equal([100, 110, 120], Pixel(frame, 2, 0));
    }

    [Fact]
    public void Probabilities_AreMarkedFromTheThresholdOn()
    {
        float[] probabilities = [1, 1, 1, 1, 0.6f, 0.59f, 0, 1, 0, 0, 0, 0, 1, 1, 1, 1];
        byte[] frame = Frame();

        ProbabilityPicture.Paint(
            frame, Letterbox, new ReadOnlySpan2D<float>(probabilities, 4, 4), new Rgb(0, 250, 20), threshold: 0.6f, alpha: 0.5);

        Assert.Equal([50, 180, 70], Pixel(frame, 1, 0));
        Assert.Equal([100, 110, 120], Pixel(frame, 1, 2));
        Assert.Equal([50, 180, 70], Pixel(frame, 0, 6));
        Assert.Equal([100, 110, 120], Pixel(frame, 3, 6));
    }

    [Fact]
    public void EveryPainter_AfterWarmUp_AllocatesNothing()
    {
        byte[] labels = new byte[16], frame = Frame();
        float[] numbers = new float[16], components = new float[48];
        Array.Fill(numbers, 0.7f);
        PaintAll();
        PaintAll();

        long before = GC.GetAllocatedBytesForCurrentThread();
        PaintAll();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void PaintAll()
        {
            LabelPicture.Paint(frame, Letterbox, new ReadOnlySpan2D<byte>(labels, 4, 4), Classes);
            (float near, float far) = DepthPicture.RangeOf(numbers);
            DepthPicture.Paint(frame, Letterbox, new ReadOnlySpan2D<float>(numbers, 4, 4), near, far);
            NormalPicture.Paint(frame, Letterbox, components);
            ProbabilityPicture.Paint(frame, Letterbox, new ReadOnlySpan2D<float>(numbers, 4, 4), Rgb.Yellow);
        }
    }

    [Fact]
    public void Frame_OfAnotherSize_NamesBoth()
        => Assert.Equal(
            "Expected 96 bytes for a frame of 4x8 pixels, got 95.",
            Assert.Throws<ArgumentException>(
                () => LabelPicture.Paint(new byte[95], Letterbox, new ReadOnlySpan2D<byte>(new byte[16], 4, 4), Classes)).Message);

    [Fact]
    public void Map_OfAnotherSize_NamesBoth()
        => Assert.Equal(
            "Expected a map of 4x4 pixels, got 2x8.",
            Assert.Throws<ArgumentException>(
                () => LabelPicture.Paint(Frame(), Letterbox, new ReadOnlySpan2D<byte>(new byte[16], 2, 8), Classes)).Message);

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Alpha_OutOfRange_IsRefused(double alpha)
        => Assert.Throws<ArgumentOutOfRangeException>(
            () => LabelPicture.Paint(Frame(), Letterbox, new ReadOnlySpan2D<byte>(new byte[16], 4, 4), Classes, alpha));

    private static byte[] Frame() => [.. Enumerable.Range(0, Height * Width * 3).Select(i => (byte)(100 + (i % 3 * 10)))];

    private static byte[] Pixel(byte[] frame, int row, int column) => frame.AsSpan(((row * Width) + column) * 3, 3).ToArray();
}
