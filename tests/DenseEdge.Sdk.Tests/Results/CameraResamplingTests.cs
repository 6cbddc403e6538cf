using DenseEdge.Contracts;
using DenseEdge.Sdk.Postprocess;

namespace DenseEdge.Sdk.Tests.Results;

/// <summary>A letterbox of 4 x 8 camera pixels in 4 x 4 outputs: the frame takes rows 1 and 2, the bars hold 90.</summary>
public sealed class CameraResamplingTests
{
    private static readonly FrameGeometry Letterbox = FrameGeometry.Letterbox(4, 8, 4, 4);

    private static readonly float[] Map =
    [
        90, 90, 90, 90,
        1, 2, 4, 8,
        3, 6, 12, 24,
        90, 90, 90, 90,
    ];

    [Fact]
    public void Nearest_OfALetterbox_LeavesTheBarsOut()
    {
        float[] camera = new float[32];

        CameraResampling.Nearest(new ReadOnlySpan2D<float>(Map, 4, 4), Letterbox, camera);

        float[] upper = [1, 1, 2, 2, 4, 4, 8, 8], lower = [3, 3, 6, 6, 12, 12, 24, 24];
        Assert.Equal([.. upper, .. upper, .. lower, .. lower], camera);
    }

    [Fact]
    public void Bilinear_OfALetterbox_DoesNotMixWithTheBars()
    {
        float[] camera = new float[32];

        CameraResampling.Bilinear(new ReadOnlySpan2D<float>(Map, 4, 4), Letterbox, above: 0, camera);

        // Centres at −0.25 (held at 0), 0.25, 0.75, 1.25, ... columns; the first row is held at the frame's first row.
        Assert.Equal([1, 1.25f, 1.75f, 2.5f, 3.5f, 5, 7, 8], camera[..8]);

        // Row 1 lies a quarter down from it: 0.75 · 1 + 0.25 · 3.
        Assert.Equal(1.5f, camera[8]);
        Assert.Equal([3, 3.75f, 5.25f, 7.5f, 10.5f, 15, 21, 24], camera[24..]);
    }

    [Fact]
    public void Bilinear_WithAHole_GivesItsWeightToTheOthers()
    {
        float[] map = [.. Map];
        map[5] = 0;
        map[10] = float.NaN;
        float[] camera = new float[32];

        CameraResampling.Bilinear(new ReadOnlySpan2D<float>(map, 4, 4), Letterbox, above: 0, camera);

        // Beside the hole 1 is alone; on its two columns there is nothing; then 4 is alone.
        Assert.Equal([1, 1, 0, 0, 4, 5, 7, 8], camera[..8]);

        // (0.75, 0.75) of the lower left cell: the nearest is 6; 1 has 0.0625, 3 has 0.1875 and 6 has 0.5625 of 0.8125.
        Assert.Equal(((1 * 0.0625f) + (3 * 0.1875f) + (6 * 0.5625f)) / 0.8125f, camera[18], 1e-6f);
    }
}
