namespace DenseEdge.Data.Synthetic;

/// <summary>The parts of a synthetic data set.</summary>
public enum SyntheticSplit
{
    /// <summary>Rooms to learn from.</summary>
    Train,

    /// <summary>Rooms to choose settings by.</summary>
    Validation,

    /// <summary>Rooms to report results on.</summary>
    Test,
}
