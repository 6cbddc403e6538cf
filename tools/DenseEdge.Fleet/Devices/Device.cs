namespace DenseEdge.Fleet.Devices;

/// <summary>One device as the store knows it.</summary>
public sealed record Device
{
    /// <summary>The device's own name, DDI's controllerId, 1 to 128 characters.</summary>
    public required string Id { get; init; }

    /// <summary>A name for people; the identifier if none was given.</summary>
    public required string Name { get; init; }

    /// <summary>Board type, from the attribute denseedge.board; null if never told.</summary>
    public string? Board { get; init; }

    /// <summary>Tags in order.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What the device told of itself, by name.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    /// <summary>How it stands to what it was assigned.</summary>
    public DeviceState State { get; init; }

    /// <summary>What it says of itself, or its silence.</summary>
    public DeviceHealth Health { get; init; }

    /// <summary>Model that it runs; null if unknown.</summary>
    public string? Model { get; init; }

    /// <summary>Version that it runs; null if unknown.</summary>
    public string? Version { get; init; }

    /// <summary>Digest of the bundle that it runs; null if unknown.</summary>
    public string? Digest { get; init; }

    /// <summary>Model that it was assigned last; null if none.</summary>
    public string? AssignedModel { get; init; }

    /// <summary>Version that it was assigned last; null if none.</summary>
    public string? AssignedVersion { get; init; }

    /// <summary>When it was made known.</summary>
    public DateTimeOffset FirstSeen { get; init; }

    /// <summary>Its last poll, exact to a few seconds; null if it never polled.</summary>
    public DateTimeOffset? LastPoll { get; init; }

    /// <summary>Its own poll interval in seconds; null for the server's.</summary>
    public int? PollSeconds { get; init; }

    /// <summary>Median latency of one frame as it measured last, in milliseconds.</summary>
    public double? LatencyP50Ms { get; init; }

    /// <summary>95th percentile of the latency of one frame as it measured last, in milliseconds.</summary>
    public double? LatencyP95Ms { get; init; }

    /// <summary>Its temperature as measured last, in degrees Celsius.</summary>
    public double? TemperatureC { get; init; }

    /// <summary>The address of its last poll; null if it never polled.</summary>
    public string? Address { get; init; }

    /// <summary>Whether it confirms every update by itself.</summary>
    public bool AutoConfirm { get; init; }

    /// <summary>Versions that rollouts leave it out of, as "model version".</summary>
    public IReadOnlyList<string> Pinned { get; init; } = [];
}
