namespace DenseEdge.FleetApi;

/// <summary>A file to publish.</summary>
public sealed record ModelUpload
{
    /// <summary>The file's name, as devices will see it.</summary>
    public required string File { get; init; }

    /// <summary>The model's name; null if the file is a bundle, whose manifest says it.</summary>
    public string? Model { get; init; }

    /// <summary>The version; null if the file is a bundle.</summary>
    public string? Version { get; init; }
}
