namespace DenseEdge.FleetApi;

/// <summary>A device to make.</summary>
public sealed record NewDevice
{
    /// <summary>The id by which it will poll: 1 to 128 letters, digits, dots, hyphens, underscores and colons.</summary>
    public required string Id { get; init; }

    /// <summary>A name for people.</summary>
    public string? Name { get; init; }

    /// <summary>Tags.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Attributes, until the device reports its own.</summary>
    public IReadOnlyDictionary<string, string>? Attributes { get; init; }
}
