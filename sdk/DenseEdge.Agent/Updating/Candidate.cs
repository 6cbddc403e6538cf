namespace DenseEdge.Agent.Updating;

/// <summary>The bundle that an update is about, and how often it was tried.</summary>
public sealed record Candidate
{
    /// <summary>What was offered.</summary>
    public required UpdateOffer Offer { get; init; }

    /// <summary>Trials that were begun. One that ends with the agent asked to stop is taken back.</summary>
    public int Trials { get; init; }

    /// <summary>Preparations that were begun and not ended in order.</summary>
    public int Preparations { get; init; }

    /// <summary>Whether the trial was passed: after a wait for the switch it need not be run again.</summary>
    public bool HasPassed { get; init; }
}
