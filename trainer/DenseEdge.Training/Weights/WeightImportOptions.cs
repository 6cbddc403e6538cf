namespace DenseEdge.Training.Weights;

/// <summary>What to do with the weights of a file.</summary>
public sealed record WeightImportOptions
{
    /// <summary>The file: safetensors, or a checkpoint of PyTorch.</summary>
    public required string Path { get; init; }

    /// <summary>The safetensors file to write, with the official names.</summary>
    /// <value>Null: only report.</value>
    public string? Out { get; init; }

    /// <summary>The run folder to write for a whole network, for export and evaluation.</summary>
    /// <value>Null: none.</value>
    public string? Run { get; init; }

    /// <summary>The backbone's name; see <see cref="BackboneNames"/>.</summary>
    /// <value>Null: recognised by names and shapes.</value>
    public string? Architecture { get; init; }

    /// <summary>The genotype of a whole ATRC network.</summary>
    /// <value>Null: looked for beside the file.</value>
    public string? Genotype { get; init; }

    /// <summary>Input size of a whole network in pixels.</summary>
    /// <value>Null: that of the benchmark with these classes.</value>
    public (int Height, int Width)? Size { get; init; }

    /// <summary>Whether what fits is written even if something is missing, unexpected or of another shape.</summary>
    public bool Lenient { get; init; }
}
