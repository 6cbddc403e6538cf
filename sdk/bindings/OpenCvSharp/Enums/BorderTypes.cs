namespace OpenCvSharp;

/// <summary>What lies outside an image.</summary>
public enum BorderTypes
{
    /// <summary>One colour.</summary>
    Constant = 0,

    /// <summary>The edge pixel again: aaa|abc|ccc.</summary>
    Replicate = 1,

    /// <summary>Mirrored with the edge pixel: cba|abc|cba.</summary>
    Reflect = 2,

    /// <summary>The other side: abc|abc|abc.</summary>
    Wrap = 3,

    /// <summary>Mirrored without the edge pixel: dcb|abcd|cba.</summary>
    Reflect101 = 4,

    /// <summary>The same as <see cref="Reflect101"/>.</summary>
    Default = Reflect101,

    /// <summary>Pixels outside are left alone.</summary>
    Transparent = 5,

    /// <summary>Pixels outside a region of interest are not looked at.</summary>
    Isolated = 16,
}
