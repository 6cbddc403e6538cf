using System.Diagnostics.CodeAnalysis;

namespace DenseEdge.Contracts;

/// <summary>The arithmetic that a model was exported for.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "These are the field's names of precisions.")]
public enum ModelPrecision
{
    /// <summary>32-bit floating point.</summary>
    Float32,

    /// <summary>16-bit floating point, with 32-bit islands where it would lose the answer.</summary>
    Float16,

    /// <summary>8-bit integers between quantisation nodes, floating point where they would lose the answer.</summary>
    Int8,
}
