using DenseEdge.Agent.Updating;

namespace DenseEdge.Agent.Control;

/// <summary>How a device stands, as one line of JSON.</summary>
public sealed record StatusLine
{
    /// <summary>The agent's version.</summary>
    public required string Agent { get; init; }

    /// <summary>Whether a running service answered; else the store was read.</summary>
    public required bool Service { get; init; }

    /// <summary>The store's folder.</summary>
    public required string Store { get; init; }

    /// <summary>Where the update stands.</summary>
    public required UpdateState State { get; init; }

    /// <summary>The model in use; null if there is none.</summary>
    public ModelLine? Active { get; init; }

    /// <summary>The model to return to; null if there is none beside the active one.</summary>
    public ModelLine? LastKnownGood { get; init; }

    /// <summary>What the update is about; null outside of one.</summary>
    public ModelLine? Candidate { get; init; }

    /// <summary>Sequence number of the pointer; 0 for none.</summary>
    public long Sequence { get; init; }

    /// <summary>Whether polls are paused.</summary>
    public bool Paused { get; init; }

    /// <summary>How the active model does: <c>none</c>, <c>good</c>, <c>watched</c> or <c>damaged</c>. The network has no part in
    /// it.</summary>
    public required string ModelHealth { get; init; }

    /// <summary>What is left of the health window in seconds; 0 outside of it.</summary>
    public double HealthSecondsLeft { get; init; }

    /// <summary>How the last run did with the source: <c>unknown</c>, <c>good</c>, <c>failing</c> (can't be reached),
    /// <c>expired</c>, <c>rolled-back</c> or <c>untrusted</c> (the signed repository).</summary>
    public required string NetworkHealth { get; init; }

    /// <summary>The server's action that is under way; null for none.</summary>
    public string? Action { get; init; }

    /// <summary>Ends of actions that the server hasn't heard of yet.</summary>
    public int UnsentReports { get; init; }

    /// <summary>How the last run ended; null before the first.</summary>
    public CheckRecord? LastCheck { get; init; }

    /// <summary>Bundles that are not tried again.</summary>
    public IReadOnlyList<BadModel> Bad { get; set; } = [];

    /// <summary>What this user may still write to the store's disk, in bytes.</summary>
    public long FreeBytes { get; init; }
}
