namespace DenseEdge.Cli.Running;

/// <summary>What a user said to denseedge evaluate.</summary>
internal sealed record EvaluateArguments
{
    /// <summary>An ONNX file or a run folder.</summary>
    public required string Model { get; init; }

    /// <summary>The data; null to take that of the run.</summary>
    public string? Data { get; init; }

    /// <summary>Whether the engine may rewrite the graph before it runs it.</summary>
    public bool OptimizeGraph { get; init; } = true;

    /// <summary>A file for the metrics; null for none but the run's own.</summary>
    public string? Json { get; init; }

    /// <summary>Whether boundaries are scored as the benchmarks do.</summary>
    public bool BoundaryBenchmark { get; init; }

    /// <summary>The benchmark's tolerance as a share of the diagonal; null for that of the data set.</summary>
    public double? MaxDistance { get; init; }

    /// <summary>A folder for predicted boundaries; null for none.</summary>
    public string? BoundaryFolder { get; init; }
}
