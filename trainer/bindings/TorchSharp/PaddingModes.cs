namespace TorchSharp;

/// <summary>What stands outside an image.</summary>
public enum PaddingModes
{
    /// <summary>Zeros.</summary>
    Zeros = 0,

    /// <summary>The image mirrored at its edge, the edge itself not repeated.</summary>
    Reflect = 1,

    /// <summary>The nearest value of the edge.</summary>
    Replicate = 2,

    /// <summary>The opposite edge.</summary>
    Circular = 3,

    /// <summary>One value.</summary>
    Constant = 4,
}
