namespace OpenCvSharp;

/// <summary>The axis that an image is mirrored at.</summary>
public enum FlipMode
{
    /// <summary>Upside down.</summary>
    X = 0,

    /// <summary>Left becomes right.</summary>
    Y = 1,

    /// <summary>Both: half a turn.</summary>
    XY = -1,
}
