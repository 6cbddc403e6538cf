namespace DenseEdge.Fleet.Rollouts;

/// <summary>One group of a rollout that has started.</summary>
public sealed record RolloutGroup
{
    /// <summary>Its place, from 0.</summary>
    public required int Ordinal { get; init; }

    /// <summary>A name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is.</summary>
    public GroupState State { get; init; }

    /// <summary>How many of its devices are where.</summary>
    public ActionCounts Counts { get; init; } = ActionCounts.None;

    /// <summary>When its first device was offered the version; null if its turn hasn't come.</summary>
    public DateTimeOffset? Began { get; init; }

    /// <summary>When its soak time ends; null before its success.</summary>
    public DateTimeOffset? SoakUntil { get; init; }

    /// <summary>Succeeded devices in percent of those that weren't canceled; 0 for none.</summary>
    public double SuccessPercent => Share(Counts.Succeeded, Counts.Total - Counts.Canceled);

    /// <summary>Failed devices in percent of the finished ones; 0 for none.</summary>
    public double ErrorPercent => Share(Counts.Failed, Counts.Finished);

    private static double Share(long part, long whole) => whole == 0 ? 0 : 100.0 * part / whole;
}
