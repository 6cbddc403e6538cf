using System.Globalization;

namespace DenseEdge.Cameras;

/// <summary>What a camera really delivers.</summary>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="FramesPerSecond">Frames per second as announced; null if the source doesn't say.</param>
/// <param name="Format">What the device sends, such as <c>YUY2</c>, <c>MJPEG</c> or <c>I420</c>.</param>
/// <param name="Backend">The library that reads it, such as <c>GStreamer 1.22.0</c>.</param>
public sealed record CameraGrant(int Width, int Height, double? FramesPerSecond, string Format, string Backend)
{
    /// <summary>Such as <c>640x480, 30 fps, YUY2, GStreamer 1.22.0</c>.</summary>
    public override string ToString()
    {
        string pace = FramesPerSecond is { } fps
            ? string.Create(CultureInfo.InvariantCulture, $", {fps:0.##} fps")
            : string.Empty;
        return $"{Width}x{Height}{pace}, {Format}, {Backend}";
    }

    /// <summary>Lists what differs from the request.</summary>
    /// <param name="request">What was asked for.</param>
    /// <returns>One line for each difference; empty if all was granted.</returns>
    public IReadOnlyList<string> DifferencesFrom(CameraRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        List<string> differences = [];
        if ((request.Width is { } width && width != Width) || (request.Height is { } height && height != Height))
        {
            differences.Add($"asked for {Asked(request.Width)}x{Asked(request.Height)} pixels, got {Width}x{Height}");
        }

        // 29.97 is what cameras call 30.
        if (request.FramesPerSecond is { } asked && FramesPerSecond is { } granted && Math.Abs(asked - granted) > 0.01 * asked)
        {
            differences.Add(string.Create(CultureInfo.InvariantCulture, $"asked for {asked:0.##} fps, got {granted:0.##}"));
        }

        if (request.Format is { } format && NameOf(format) != Format)
        {
            differences.Add($"asked for {NameOf(format)}, got {Format}");
        }

        return differences;
    }

    internal static string NameOf(CameraFormat format) => format switch
    {
        CameraFormat.Yuyv => "YUY2",
        _ => format.ToString().ToUpperInvariant(),
    };

    private static string Asked(int? side) => side?.ToString(CultureInfo.InvariantCulture) ?? "any";
}
