namespace DenseEdge.Cli.Flashing;

/// <summary>What a finding means for a flash.</summary>
internal enum PreflightState
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>It works, but somebody should know.</summary>
    Warning,

    /// <summary>Nothing is sent.</summary>
    Fault,
}
