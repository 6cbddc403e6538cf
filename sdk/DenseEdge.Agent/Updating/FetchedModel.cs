namespace DenseEdge.Agent.Updating;

/// <summary>What a source put into the folder that it was given.</summary>
/// <param name="ModelFile">The variant for this device: an ONNX file, relative to the folder, <c>/</c> between its parts.</param>
/// <param name="LatencyPromiseMs">The 95th percentile of one frame that the variant promises on this board, in milliseconds;
/// null if it promises none for it.</param>
public sealed record FetchedModel(string ModelFile, double? LatencyPromiseMs)
{
    /// <summary>The variant's precision, for reports; null if nobody can tell.</summary>
    public string? Precision { get; init; }

    /// <summary>What shall compute it, for reports; null if nobody can tell.</summary>
    public string? Provider { get; init; }
}
