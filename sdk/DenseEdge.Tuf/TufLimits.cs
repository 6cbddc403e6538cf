namespace DenseEdge.Tuf;

/// <summary>What a client takes from a server at most: the W, X, Y and Z of TUF 1.0.34, section 5.</summary>
public sealed record TufLimits
{
    /// <summary>Bytes of one root.json.</summary>
    /// <value>512 KiB.</value>
    public int MostRootBytes { get; init; } = 512 * 1024;

    /// <summary>Bytes of timestamp.json.</summary>
    /// <value>16 KiB.</value>
    public int MostTimestampBytes { get; init; } = 16 * 1024;

    /// <summary>Bytes of a snapshot.json, whatever the timestamp announces.</summary>
    /// <value>2 MiB.</value>
    public int MostSnapshotBytes { get; init; } = 2 * 1024 * 1024;

    /// <summary>Bytes of one targets.json, whatever the snapshot announces.</summary>
    /// <value>5 MiB.</value>
    public int MostTargetsBytes { get; init; } = 5 * 1024 * 1024;

    /// <summary>New roots in one refresh; the next refresh goes on from there.</summary>
    /// <value>256.</value>
    public int MostRootRotations { get; init; } = 256;

    /// <summary>Roles that are asked about one target.</summary>
    /// <value>32.</value>
    public int MostVisitedRoles { get; init; } = 32;
}
