namespace DenseEdge.Cameras.Conversion;

/// <summary>How Y, U and V stand for red, green and blue.</summary>
/// <remarks>With Kr and Kb, the shares of red and blue in luma, Kg = 1 - Kr - Kb and all numbers of 0 to 1
/// (ITU-R BT.601-7 and BT.709-6, section 3; BT.2020-2, table 4): R = Y + 2(1-Kr) V, B = Y + 2(1-Kb) U,
/// G = Y - 2(1-Kb) Kb/Kg U - 2(1-Kr) Kr/Kg V. In bytes, limited range has Y from 16 to 235 and U, V of 224 levels around
/// 128; full range uses all 256.</remarks>
/// <param name="Kr">Share of red in luma.</param>
/// <param name="Kb">Share of blue in luma.</param>
/// <param name="FullRange">All 256 levels are used, as JPEG does.</param>
internal readonly record struct YuvStandard(double Kr, double Kb, bool FullRange)
{
    /// <summary>Standard definition.</summary>
    internal static YuvStandard Bt601 { get; } = new(0.299, 0.114, FullRange: false);

    /// <summary>High definition.</summary>
    internal static YuvStandard Bt709 { get; } = new(0.2126, 0.0722, FullRange: false);

    /// <summary>Ultra-high definition, non-constant luminance.</summary>
    internal static YuvStandard Bt2020 { get; } = new(0.2627, 0.0593, FullRange: false);

    /// <summary>JPEG: BT.601's matrix over the full range.</summary>
    internal static YuvStandard Jpeg { get; } = Bt601 with { FullRange = true };

    /// <summary>The byte of Y that is black.</summary>
    internal int Black => FullRange ? 0 : 16;

    /// <summary>Factor of Y - Black.</summary>
    internal double Y => FullRange ? 1 : 255.0 / 219;

    /// <summary>Factor of V - 128 in red.</summary>
    internal double RedV => 2 * (1 - Kr) * ChromaScale;

    /// <summary>Factor of U - 128 in green, to be taken away.</summary>
    internal double GreenU => 2 * (1 - Kb) * Kb / (1 - Kr - Kb) * ChromaScale;

    /// <summary>Factor of V - 128 in green, to be taken away.</summary>
    internal double GreenV => 2 * (1 - Kr) * Kr / (1 - Kr - Kb) * ChromaScale;

    /// <summary>Factor of U - 128 in blue.</summary>
    internal double BlueU => 2 * (1 - Kb) * ChromaScale;

    private double ChromaScale => FullRange ? 1 : 255.0 / 224;

    /// <summary>Reads GStreamer's colorimetry, <c>range:matrix:transfer:primaries</c> or a name.</summary>
    /// <param name="colorimetry">The text; null if the caps have none.</param>
    /// <param name="height">Height in pixels, which decides where nothing is said: above 576 rows is BT.709
    /// (gstvideo, video-info.c, set_default_colorimetry).</param>
    internal static YuvStandard FromGStreamer(string? colorimetry, int height)
    {
        YuvStandard byHeight = height > 576 ? Bt709 : Bt601;
        switch (colorimetry)
        {
            case null:
                return byHeight;
            case "bt601":
                return Bt601;
            case "bt709":
                return Bt709;
        }

        if (colorimetry.StartsWith("bt20", StringComparison.Ordinal) || colorimetry.StartsWith("bt21", StringComparison.Ordinal))
        {
            return Bt2020;
        }

        // GstVideoColorRange: 1 is full. GstVideoColorMatrix: 3 is BT.709, 4 BT.601, 6 BT.2020; 0 is unknown.
        string[] parts = colorimetry.Split(':');
        YuvStandard matrix = (parts.Length == 4 ? parts[1] : "0") switch
        {
            "3" => Bt709,
            "4" => Bt601,
            "6" => Bt2020,
            _ => byHeight,
        };
        return matrix with { FullRange = parts[0] == "1" };
    }
}
