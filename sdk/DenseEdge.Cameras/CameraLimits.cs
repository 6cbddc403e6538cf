namespace DenseEdge.Cameras;

/// <summary>Bounds that every source keeps.</summary>
internal static class CameraLimits
{
    /// <summary>Longest side of a frame in pixels; three bytes a pixel then still fit an array.</summary>
    internal const int Side = 16_384;

    /// <summary>Most frames per second that may be asked for.</summary>
    internal const double FramesPerSecond = 1000;

    /// <summary>Checks the size of a frame that a device or a file announces.</summary>
    /// <exception cref="CameraException">A side is out of range.</exception>
    internal static void RequireSize(int height, int width)
    {
        if (height is < 1 or > Side || width is < 1 or > Side)
        {
            throw new CameraException($"Expected frames of 1x1 to {Side}x{Side} pixels, got {width}x{height}.");
        }
    }
}
