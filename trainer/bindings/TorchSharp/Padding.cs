namespace TorchSharp;

/// <summary>Padding named instead of counted.</summary>
public enum Padding
{
    /// <summary>None.</summary>
    Valid = 0,

    /// <summary>So much that the output has the input's size (stride 1 only).</summary>
    Same = 1,
}
