namespace DenseEdge.Agent.Serving;

/// <summary>What a server wants this device to run. Nothing of it is believed before the bundle has been verified.</summary>
/// <param name="ActionId">The server's name for this wish; reports name it.</param>
/// <param name="Name">The model's name.</param>
/// <param name="Version">The model's version.</param>
public sealed record Assignment(string ActionId, string Name, string Version)
{
    /// <summary>The bundle's digest; null if the server doesn't tell.</summary>
    public string? Digest { get; init; }

    /// <summary>The release counter; null if the server doesn't tell.</summary>
    public long? Release { get; init; }

    /// <summary>The bundle's file on the server; null if it has none, and the signed repository must.</summary>
    public AssignedArtifact? Artifact { get; init; }
}
