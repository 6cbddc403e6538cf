using OpenCvSharp;

namespace DenseEdge.Imaging;

/// <summary>The colour map Turbo (A. Mikhailov, 2019): blue, green, yellow, red, with even steps to the eye.</summary>
internal static class TurboMap
{
    private static readonly Lazy<Rgb[]> Entries = new(Make);

    /// <summary>256 colours, from dark blue to dark red.</summary>
    internal static Rgb[] Colors => Entries.Value;

    private static Rgb[] Make()
    {
        using var ramp = new Mat(1, 256, MatType.CV_8UC1);
        for (int i = 0; i < 256; i++)
        {
            ramp.Set(0, i, (byte)i);
        }

        using var colors = new Mat();
        Cv2.ApplyColorMap(ramp, colors, ColormapTypes.Turbo);
        Contracts.Rgb24Image map = PixelBridge.ToImage(colors);
        return [.. Enumerable.Range(0, 256).Select(
            i => new Rgb(map.Pixels[3 * i], map.Pixels[(3 * i) + 1], map.Pixels[(3 * i) + 2]))];
    }
}
