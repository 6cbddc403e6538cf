namespace DenseEdge.FleetApi;

/// <summary>Why the server refused, as problem+json (RFC 9457).</summary>
public sealed record FleetProblem
{
    /// <summary>The kind of problem, a URI; null for about:blank.</summary>
    public string? Type { get; init; }

    /// <summary>The kind of problem, in words.</summary>
    public string? Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public int? Status { get; init; }

    /// <summary>What was expected, what was found, what to do.</summary>
    public string? Detail { get; init; }

    /// <summary>Where in a filter the fault is, counting characters from 1; null if it isn't in a filter.</summary>
    public int? Position { get; init; }
}
