namespace DenseEdge.Fleet;

/// <summary>How a store is opened.</summary>
public sealed record FleetDatabaseOptions
{
    /// <summary>A PostgreSQL connection text ("Host=...;Database=...") or the path of an SQLite file, made if missing.</summary>
    public required string Database { get; init; }

    /// <summary>SQLite's clock; also PostgreSQL's if <see cref="UseDatabaseTime"/> is false.</summary>
    /// <value>The system's clock.</value>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Whether PostgreSQL decides by its own clock, which nodes with different clocks need.</summary>
    /// <value>True.</value>
    public bool UseDatabaseTime { get; init; } = true;

    /// <summary>
    /// How often a device polls unless it is told otherwise, in seconds; three times that without a poll is "silent".
    /// </summary>
    /// <value>30.</value>
    public int PollSeconds { get; init; } = 30;

    /// <summary>Bounds on what clients may make the store keep.</summary>
    /// <value>The defaults of <see cref="FleetLimits"/>.</value>
    public FleetLimits Limits { get; init; } = new();
}
