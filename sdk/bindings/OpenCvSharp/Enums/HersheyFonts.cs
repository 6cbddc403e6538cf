namespace OpenCvSharp;

/// <summary>The built-in fonts; ASCII only.</summary>
public enum HersheyFonts
{
    /// <summary>Sans-serif.</summary>
    HersheySimplex = 0,

    /// <summary>Small sans-serif.</summary>
    HersheyPlain = 1,

    /// <summary>Sans-serif, finer.</summary>
    HersheyDuplex = 2,

    /// <summary>Serif.</summary>
    HersheyComplex = 3,

    /// <summary>Serif, finer.</summary>
    HersheyTriplex = 4,

    /// <summary>Small serif.</summary>
    HersheyComplexSmall = 5,

    /// <summary>Handwriting.</summary>
    HersheyScriptSimplex = 6,

    /// <summary>Handwriting, finer.</summary>
    HersheyScriptComplex = 7,

    /// <summary>Added to another font: slanted.</summary>
    Italic = 16,
}
