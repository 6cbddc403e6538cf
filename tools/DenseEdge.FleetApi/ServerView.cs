namespace DenseEdge.FleetApi;

/// <summary>What a server says about itself and about the token that asks.</summary>
public sealed record ServerView
{
    /// <summary>The server's version, such as 0.1.0.</summary>
    public required string Version { get; init; }

    /// <summary>"sqlite" or "postgresql".</summary>
    public required string Database { get; init; }

    /// <summary>The node that answered: its machine and process.</summary>
    public required string Node { get; init; }

    /// <summary>The database's time.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>What the token may do: "viewer", "operator" or "admin".</summary>
    public required string Role { get; init; }

    /// <summary>The tenant in the paths that devices use.</summary>
    public required string Tenant { get; init; }

    /// <summary>How often devices poll that have no interval of their own, in seconds.</summary>
    public required int PollSeconds { get; init; }
}
