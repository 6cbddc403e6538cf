using DenseEdge.Fleet.Actions;

namespace DenseEdge.Fleet.Devices;

/// <summary>What the answer to one poll needs, read by one statement over two indexes.</summary>
public sealed record DevicePoll
{
    /// <summary>The device.</summary>
    public required string Id { get; init; }

    /// <summary>Hash of its token; null if it has none.</summary>
    public string? TokenHash { get; init; }

    /// <summary>Its own poll interval in seconds; null for the server's.</summary>
    public int? PollSeconds { get; init; }

    /// <summary>Whether it should send its attributes: it never has, or an operator asked for them.</summary>
    public bool WantsAttributes { get; init; }

    /// <summary>Whether it confirms every update by itself.</summary>
    public bool AutoConfirm { get; init; }

    /// <summary>The action that brought the version that was installed last; null if none did.</summary>
    public long? InstalledActionId { get; init; }

    /// <summary>Its oldest action that is offered, started, waiting for confirmation or being canceled; null if none.</summary>
    public long? ActionId { get; init; }

    /// <summary>That action's state.</summary>
    public ActionState? ActionState { get; init; }
}
