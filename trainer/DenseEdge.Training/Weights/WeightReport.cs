namespace DenseEdge.Training.Weights;

/// <summary>How the tensors of a file fit a network.</summary>
public sealed record WeightReport
{
    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>Its format, for people.</summary>
    public required string Format { get; init; }

    /// <summary>What it holds: a backbone's name, or a whole network.</summary>
    public required string Architecture { get; init; }

    /// <summary>How many tensors fit by name and shape.</summary>
    public required int Matched { get; init; }

    /// <summary>What the network has and the file lacks, with shapes.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>What the file has and the network lacks, with shapes; without <see cref="Dropped"/>.</summary>
    public required IReadOnlyList<string> Unexpected { get; init; }

    /// <summary>What both have in different shapes, with both.</summary>
    public required IReadOnlyList<string> Misshapen { get; init; }

    /// <summary>What only the published classifier has, or what lies outside of the network in the file.</summary>
    public required IReadOnlyList<string> Dropped { get; init; }

    /// <summary>What stands among the tensors and is none.</summary>
    public required IReadOnlyList<string> Skipped { get; init; }

    /// <summary>Classes and functions that the file names outside of its tensors; nothing of them was constructed.</summary>
    public required IReadOnlyList<string> Inert { get; init; }

    /// <summary>Whether nothing is missing, unexpected or of another shape.</summary>
    public bool Fits => Missing.Count + Unexpected.Count + Misshapen.Count == 0;

    internal static WeightReport Of(WeightFile file, string architecture, WeightMatch match, IEnumerable<string> dropped) => new()
    {
        Path = file.Path,
        Format = file.Format,
        Architecture = architecture,
        Matched = match.Matched,
        Missing = match.Missing,
        Unexpected = match.Unexpected,
        Misshapen = match.Misshapen,
        Dropped = [.. dropped],
        Skipped = file.Skipped,
        Inert = file.Inert,
    };
}
