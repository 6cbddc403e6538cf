namespace DenseEdge.Training.Backbones;

/// <summary>What follows a normalisation.</summary>
internal enum Activation
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>x · min(max(x + 3, 0), 6) / 6 (Howard et al., ICCV 2019).</summary>
    HardSwish,
}
