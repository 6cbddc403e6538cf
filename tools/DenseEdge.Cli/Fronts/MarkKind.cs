namespace DenseEdge.Cli.Fronts;

/// <summary>What a mark in a drawing stands for.</summary>
internal enum MarkKind
{
    /// <summary>A network of the front whose latency is predicted only.</summary>
    Predicted,

    /// <summary>A network of the front that was measured.</summary>
    Measured,

    /// <summary>A network that a budget chose.</summary>
    Chosen,

    /// <summary>A network to compare with.</summary>
    Baseline,
}
