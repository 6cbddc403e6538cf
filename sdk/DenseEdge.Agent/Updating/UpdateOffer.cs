namespace DenseEdge.Agent.Updating;

/// <summary>A bundle that a source offers, as far as its signed metadata say.</summary>
public sealed record UpdateOffer
{
    /// <summary>The digest of the bundle's manifest, <c>sha256:</c> and 64 hexadecimal digits.</summary>
    public required string Digest { get; init; }

    /// <summary>The model's name: release counters are compared within one name.</summary>
    public required string Name { get; init; }

    /// <summary>The version, for people.</summary>
    public required string Version { get; init; }

    /// <summary>The release counter; a device goes up only.</summary>
    /// <value>At least 1.</value>
    public required long Release { get; init; }

    /// <summary>The server's action that wants it.</summary>
    /// <value>Null if no server does.</value>
    public string? ActionId { get; init; }

    /// <summary>What is fetched and stored, in bytes.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>How large the engine is expected to be that the device builds of the model, in bytes.</summary>
    /// <value>0 where the model file itself is run.</value>
    public long EngineBytes { get; init; }
}
