namespace DenseEdge.Fleet.Devices;

/// <summary>What an operator changes of a device; what is null stays.</summary>
public sealed record DeviceChange
{
    /// <summary>A name for people.</summary>
    public string? Name { get; init; }

    /// <summary>Tags to add.</summary>
    public IReadOnlyList<string> AddTags { get; init; } = [];

    /// <summary>Tags to remove; one that it doesn't have is no fault.</summary>
    public IReadOnlyList<string> RemoveTags { get; init; } = [];

    /// <summary>Attributes to set; one with a null value is removed.</summary>
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }

    /// <summary>Its own poll interval in seconds, 1 to 86,400; 0 for the server's.</summary>
    public int? PollSeconds { get; init; }
}
