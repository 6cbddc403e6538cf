namespace DenseEdge.Cli.Doctoring;

/// <summary>What a finding means for running a model here.</summary>
internal enum FindingState
{
    /// <summary>A fact that nobody judges.</summary>
    Fact,

    /// <summary>It works.</summary>
    Good,

    /// <summary>It isn't there or isn't usable; only who needs it has to do something.</summary>
    Absent,

    /// <summary>It keeps models from running, or was asked for and fails.</summary>
    Bad,
}
