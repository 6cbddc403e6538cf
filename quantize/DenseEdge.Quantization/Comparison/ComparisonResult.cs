namespace DenseEdge.Quantization.Comparison;

/// <summary>What <see cref="ModelComparer"/> found.</summary>
public sealed record ComparisonResult
{
    /// <summary>What the images were.</summary>
    public required string Source { get; init; }

    /// <summary>Number of images.</summary>
    public required int Images { get; init; }

    /// <summary>Outputs, in the first model's order.</summary>
    public required IReadOnlyList<OutputDifference> Outputs { get; init; }

    /// <summary>Layers, in the order in which the first model computes them.</summary>
    public required IReadOnlyList<LayerDifference> Layers { get; init; }

    /// <summary>Tensors of the first model that the second has not, or has in another shape.</summary>
    public required IReadOnlyList<string> OnlyInFirst { get; init; }

    /// <summary>Tensors of the second model that the first has not, casts and quantisation nodes left out.</summary>
    public required IReadOnlyList<string> OnlyInSecond { get; init; }

    /// <summary>The layers that lose most by themselves, the worst first; those that lose nothing are left out.</summary>
    /// <param name="count">The greatest number of layers.</param>
    public IReadOnlyList<LayerDifference> Worst(int count)
        => [.. Layers.Where(layer => layer.OwnNoiseShare > 0).OrderByDescending(layer => layer.OwnNoiseShare).Take(count)];
}
