namespace DenseEdge.Cli.Fleet;

/// <summary>Which server to talk to, and how to answer.</summary>
internal sealed record FleetArguments
{
    /// <summary>The server's address; null for the variable's, or that of the last login.</summary>
    public string? Server { get; init; }

    /// <summary>The token's secret; null for the variable's, or that of the last login.</summary>
    public string? Token { get; init; }

    /// <summary>A file of certificates (PEM) to trust in place of the system's; null for the system's, or the last login's.</summary>
    public string? Authority { get; init; }

    /// <summary>Whether to print JSON in place of lines.</summary>
    public bool Json { get; init; }
}
