namespace DenseEdge.FleetApi;

/// <summary>What to change of a device; what is null stays.</summary>
public sealed record DeviceChange
{
    /// <summary>A name for people.</summary>
    public string? Name { get; init; }

    /// <summary>Tags to add.</summary>
    public IReadOnlyList<string>? AddTags { get; init; }

    /// <summary>Tags to remove.</summary>
    public IReadOnlyList<string>? RemoveTags { get; init; }

    /// <summary>Attributes to set; an empty value removes one.</summary>
    public IReadOnlyDictionary<string, string>? Attributes { get; init; }

    /// <summary>How often it shall poll, in seconds; 0 for the server's interval.</summary>
    public int? PollSeconds { get; init; }
}
