using System.Diagnostics;

namespace DenseEdge.Cameras.Conversion;

/// <summary>Where rows and planes of a raw frame lie: GStreamer's default layout, whose rows begin at multiples of 4
/// bytes (gstvideo, video-info.c, fill_planes).</summary>
/// <param name="Format">The format.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Stride">Bytes from one row of the first plane to the next.</param>
/// <param name="ChromaStride">The same of the planes of U and V; 0 if there are none.</param>
/// <param name="UOffset">First byte of U, or of U and V in turn; 0 if it has no plane.</param>
/// <param name="VOffset">First byte of V; 0 if it has no plane of its own.</param>
/// <param name="ByteCount">Bytes of the frame.</param>
internal readonly record struct RawLayout(
    RawFormat Format, int Height, int Width, int Stride, int ChromaStride, int UOffset, int VOffset, int ByteCount)
{
    /// <summary>Works out the layout of a frame.</summary>
    /// <param name="format">The format.</param>
    /// <param name="height">Height in pixels, 1 to <see cref="CameraLimits.Side"/>.</param>
    /// <param name="width">Width in pixels, the same range.</param>
    internal static RawLayout Of(RawFormat format, int height, int width)
    {
        CameraLimits.RequireSize(height, width);
        int evenHeight = RoundUp(height, 2);
        int evenWidth = RoundUp(width, 2);
        switch (format)
        {
            case RawFormat.Rgb or RawFormat.Bgr:
                return Packed(format, height, width, RoundUp(width * 3, 4));
            case RawFormat.Yuyv:
                return Packed(format, height, width, RoundUp(width * 2, 4));
            case RawFormat.Nv12:
                int stride = RoundUp(width, 4);
                int luma = stride * evenHeight;
                return new RawLayout(format, height, width, stride, stride, luma, 0, luma + (stride * evenHeight / 2));
            case RawFormat.I420:
                return Planar(format, height, width, evenHeight, evenWidth, evenHeight / 2);
            case RawFormat.Y42b:
                return Planar(format, height, width, height, evenWidth, height);
            default:
                throw new UnreachableException();
        }
    }

    private static RawLayout Packed(RawFormat format, int height, int width, int stride)
        => new(format, height, width, stride, 0, 0, 0, stride * height);

    private static RawLayout Planar(
        RawFormat format, int height, int width, int lumaRows, int evenWidth, int chromaRows)
    {
        int stride = RoundUp(width, 4);
        // I420 rounds half the even width, Y42B the width, up to a multiple of 4 (8 luma pixels) before halving.
        int chroma = format == RawFormat.I420 ? RoundUp(evenWidth / 2, 4) : RoundUp(width, 8) / 2;
        int u = stride * lumaRows;
        int v = u + (chroma * chromaRows);
        return new RawLayout(format, height, width, stride, chroma, u, v, v + (chroma * chromaRows));
    }

    private static int RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;
}
