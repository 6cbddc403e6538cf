namespace DenseEdge.Fleet.Devices;

/// <summary>A device to make known.</summary>
public sealed record NewDevice
{
    /// <summary>The device's own name, DDI's controllerId: 1 to 128 printable characters without a slash.</summary>
    public required string Id { get; init; }

    /// <summary>A name for people.</summary>
    /// <value>Null: the identifier.</value>
    public string? Name { get; init; }

    /// <summary>Hash of its token, see <see cref="Access.Secret"/>.</summary>
    /// <value>Null: it can't authenticate with a token of its own.</value>
    public string? TokenHash { get; init; }

    /// <summary>Tags.</summary>
    /// <value>None.</value>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Attributes by name.</summary>
    /// <value>None.</value>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();
}
