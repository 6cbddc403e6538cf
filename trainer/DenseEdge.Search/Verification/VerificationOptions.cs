namespace DenseEdge.Search.Verification;

/// <summary>How far the search for a measured network under a budget goes.</summary>
public sealed record VerificationOptions
{
    /// <summary>Networks that are built and measured for one budget at most.</summary>
    /// <value>Default: 10.</value>
    public int MaximumBuilds { get; init; } = 10;

    /// <summary>Pairs in which a network may differ from a measured one to share its correction.</summary>
    /// <value>Default: 2.</value>
    public int NeighbourDistance { get; init; } = 2;

    /// <summary>Networks predicted just above the budget that are measured after all when one under it is found: predictions err
    /// upwards too.</summary>
    /// <value>Default: 2.</value>
    public int Probes { get; init; } = 2;

    /// <summary>How far above the budget, as a share of it.</summary>
    /// <value>Default: 0.03.</value>
    public double ProbeShare { get; init; } = 0.03;

    /// <summary>Points of the front whose single-row variations are candidates too.</summary>
    /// <value>Default: 8.</value>
    public int FrontPoints { get; init; } = 8;

    /// <summary>The share of a budget that a network leaves unused if one can: another measurement of it, in another process on another
    /// day, differs by more than the confidence bound of this one says.</summary>
    /// <value>Default: 0. Below 0.5.</value>
    public double ReserveShare { get; init; }

    /// <summary>Returns these options, or says everything that is wrong with them.</summary>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public VerificationOptions Validated()
    {
        string[] faults =
        [
            .. Below(MaximumBuilds, 1, nameof(MaximumBuilds)), .. Below(NeighbourDistance, 0, nameof(NeighbourDistance)),
            .. Below(Probes, 0, nameof(Probes)), .. Below(FrontPoints, 1, nameof(FrontPoints)),
            .. ReserveShare is >= 0 and < 0.5 ? Array.Empty<string>() : [$"{nameof(ReserveShare)} from 0 to below 0.5, got {ReserveShare}"],
            .. ProbeShare is >= 0 and <= 1 ? Array.Empty<string>() : [$"{nameof(ProbeShare)} from 0 to 1, got {ProbeShare}"],
        ];
        return faults.Length == 0 ? this : throw new ArgumentException($"Verification: expected {string.Join("; ", faults)}.");
    }

    private static string[] Below(int value, int least, string name)
        => value >= least ? [] : [$"{name} of at least {least}, got {value}"];
}
