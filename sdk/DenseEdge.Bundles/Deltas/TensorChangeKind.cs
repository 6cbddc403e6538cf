namespace DenseEdge.Bundles.Deltas;

/// <summary>How a delta makes a tensor.</summary>
public enum TensorChangeKind
{
    /// <summary>It stayed: it is copied from the old file.</summary>
    Same,

    /// <summary>It changed: the delta has the differences of the elements.</summary>
    Difference,

    /// <summary>It is new, of another type or size, or its differences are larger than itself: the delta has it whole.</summary>
    Literal,
}
