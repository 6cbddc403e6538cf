namespace DenseEdge.Quantization.Float16;

/// <summary>How an operator takes part in a half-precision graph.</summary>
internal enum OperatorRole
{
    /// <summary>Only FP32 is defined or known for it.</summary>
    Float32Only,

    /// <summary>Moves or repeats elements: exact in every precision, so it runs in that of its neighbours.</summary>
    Movement,

    /// <summary>Works on each element: cheap, so it runs in the precision that needs the fewest casts.</summary>
    Pointwise,

    /// <summary>The work of the network: runs in FP16 unless a rule forbids it.</summary>
    Compute,
}
