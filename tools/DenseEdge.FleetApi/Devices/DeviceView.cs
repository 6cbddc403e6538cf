namespace DenseEdge.FleetApi;

/// <summary>A device.</summary>
/// <remarks>States are words, not an enumeration: a client must not break at a word of a newer server.</remarks>
public record DeviceView
{
    /// <summary>The id by which the device polls.</summary>
    public required string Id { get; init; }

    /// <summary>A name for people; the id if it has none.</summary>
    public string? Name { get; init; }

    /// <summary>The board, as the device reports it, such as orin-nano; null before it reported one.</summary>
    public string? Board { get; init; }

    /// <summary>Tags, which people give.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Attributes, which the device reports. Nothing in them can be trusted.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    /// <summary>"unknown" (never polled), "registered", "pending" (an update waits or runs), "in_sync" or "error".</summary>
    public required string State { get; init; }

    /// <summary>"good", "degraded", "bad" (as reported), "silent" (it missed polls) or "unknown".</summary>
    public required string Health { get; init; }

    /// <summary>The model that runs there, as the device reports it; null before it did.</summary>
    public string? Model { get; init; }

    /// <summary>The version that runs there.</summary>
    public string? Version { get; init; }

    /// <summary>The digest of the bundle that runs there.</summary>
    public string? Digest { get; init; }

    /// <summary>The version that it was last told to run.</summary>
    public string? AssignedVersion { get; init; }

    /// <summary>When it became known.</summary>
    public DateTimeOffset? FirstSeen { get; init; }

    /// <summary>When it last polled; null if it never did.</summary>
    public DateTimeOffset? LastPoll { get; init; }

    /// <summary>How often it shall poll, in seconds; null for the server's interval.</summary>
    public int? PollSeconds { get; init; }

    /// <summary>The median latency of a frame, measured there, in milliseconds.</summary>
    public double? LatencyP50Ms { get; init; }

    /// <summary>The 95th percentile of a frame's latency, measured there, in milliseconds.</summary>
    public double? LatencyP95Ms { get; init; }

    /// <summary>The temperature there, in degrees Celsius.</summary>
    public double? TemperatureC { get; init; }

    /// <summary>The address that it last polled from.</summary>
    public string? Address { get; init; }

    /// <summary>Versions that an aborted rollout keeps from it, as model/version.</summary>
    public IReadOnlyList<string> Pinned { get; init; } = [];
}
