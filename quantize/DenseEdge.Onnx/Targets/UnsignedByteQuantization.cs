namespace DenseEdge.Onnx.Targets;

/// <summary>What a target does with UINT8 in Q/DQ nodes.</summary>
public enum UnsignedByteQuantization
{
    /// <summary>Runs it.</summary>
    Accepted,

    /// <summary>Refuses the model.</summary>
    Rejected,

    /// <summary>Reads the bytes as INT8 with a warning: the model runs and its numbers are wrong.</summary>
    Misread,
}
