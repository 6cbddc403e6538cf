using System.Text.Json;

namespace DenseEdge.Cli.Flashing;

/// <summary>What happened on one device.</summary>
internal sealed record DeviceReport
{
    /// <summary>What the inventory calls it.</summary>
    public required string Device { get; init; }

    /// <summary>Where it is.</summary>
    public required string Address { get; init; }

    /// <summary>How it ended.</summary>
    public required FlashOutcome Outcome { get; init; }

    /// <summary>What happened, and what to do if something failed.</summary>
    public required string Message { get; init; }

    /// <summary>The digest of the bundle that it is about, as the agent says it; null if it said none.</summary>
    public string? Digest { get; init; }

    /// <summary>What was looked at first.</summary>
    public IReadOnlyList<PreflightFinding> Preflight { get; init; } = [];

    /// <summary>The steps, in order.</summary>
    public IReadOnlyList<FlashStep> Steps { get; init; } = [];

    /// <summary>Bytes of files that were handed to ssh.</summary>
    public long SentBytes { get; init; }

    /// <summary>Bytes that were there from an earlier attempt.</summary>
    public long FoundBytes { get; init; }

    /// <summary>How often the connection was made anew.</summary>
    public int Reconnections { get; init; }

    /// <summary>Whether the device was started anew meanwhile.</summary>
    public bool Restarted { get; init; }

    /// <summary>What the agent said in the end: its report of the trial, or its status; null if it said nothing.</summary>
    public JsonElement? Agent { get; init; }

    /// <summary>Whether the device is as it was asked to be.</summary>
    /// <param name="action">What was asked.</param>
    public bool IsSuccess(FlashAction action) => Outcome switch
    {
        FlashOutcome.Committed or FlashOutcome.Current or FlashOutcome.Acceptable => true,
        FlashOutcome.Answered or FlashOutcome.Installed => true,
        FlashOutcome.RolledBack => action == FlashAction.RollBack,
        _ => false,
    };
}
