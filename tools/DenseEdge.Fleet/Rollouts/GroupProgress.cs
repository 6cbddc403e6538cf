namespace DenseEdge.Fleet.Rollouts;

/// <summary>A group as the engine judges it.</summary>
/// <param name="Ordinal">Its place, from 0.</param>
/// <param name="Name">A name for people.</param>
/// <param name="State">Where it is.</param>
/// <param name="Counts">How many of its devices are where.</param>
/// <param name="BeganMs">When it began; null if it hasn't.</param>
/// <param name="SoakUntilMs">When its soak time ends; null before its success.</param>
/// <param name="ExcusedFailed">Failures that an operator saw when he resumed.</param>
/// <param name="ExcusedFinished">Finished devices at that time.</param>
internal sealed record GroupProgress(
    int Ordinal, string Name, GroupState State, ActionCounts Counts, long? BeganMs, long? SoakUntilMs, long ExcusedFailed,
        long ExcusedFinished)
{
    /// <summary>Devices that can succeed or fail.</summary>
    public long Effective => Counts.Total - Counts.Canceled;

    /// <summary>Whether nothing of it is under way or to come.</summary>
    public bool HasEnded => Counts.Scheduled + Counts.InFlight == 0;

    public bool HasBegun => State != GroupState.Waiting;
}
