namespace DenseEdge.Onnx.Targets;

/// <summary>What a target does with 64-bit integers.</summary>
public enum WideIntegerSupport
{
    /// <summary>Computes with them.</summary>
    Native,

    /// <summary>Narrows them to 32 bits and clamps what does not fit.</summary>
    Clamped,

    /// <summary>Computes with them, slowly.</summary>
    Slow,
}
