namespace DenseEdge.Contracts;

/// <summary>
/// The attention context that a target task uses to read a source task's features (ATRC, ICCV 2021). The values are the
/// codes of the reference implementation's genotype files.
/// </summary>
public enum ContextType
{
    /// <summary>The pair exchanges nothing.</summary>
    None = 0,

    /// <summary>Linear attention over all pixels.</summary>
    Global = 1,

    /// <summary>Attention over a 9×9 window around the pixel.</summary>
    Local = 2,

    /// <summary>Attention over regions that the target task's auxiliary prediction describes (T-label).</summary>
    TargetLabel = 3,

    /// <summary>Attention over regions that the source task's auxiliary prediction describes (S-label).</summary>
    SourceLabel = 4,
}
