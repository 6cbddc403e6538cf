namespace DenseEdge.Cli.Fronts;

/// <summary>What the user said to denseedge front.</summary>
internal sealed record FrontArguments
{
    /// <summary>Folders of studies, or their front.json; one, or several on one device.</summary>
    public required IReadOnlyList<string> Studies { get; init; }

    /// <summary>Whether to print JSON in place of the table.</summary>
    public bool Json { get; init; }

    /// <summary>A file for the page; null for none.</summary>
    public string? Html { get; init; }

    /// <summary>Whether every network of the front is listed.</summary>
    public bool All { get; init; }
}
