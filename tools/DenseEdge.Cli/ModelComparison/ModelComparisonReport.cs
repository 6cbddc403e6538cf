using DenseEdge.Quantization.Comparison;

namespace DenseEdge.Cli.ModelComparison;

/// <summary>Everything that denseedge compare-models found.</summary>
internal sealed record ModelComparisonReport
{
    /// <summary>The model that is taken as right.</summary>
    public required ModelFacts First { get; init; }

    /// <summary>The model that is measured against it.</summary>
    public required ModelFacts Second { get; init; }

    /// <summary>Whether the engine rewrote the graphs.</summary>
    public required bool OptimizedGraph { get; init; }

    /// <summary>Outputs and layers.</summary>
    public required ComparisonResult Tensors { get; init; }

    /// <summary>Predictions and metrics; null for models that DenseEdge didn't export.</summary>
    public PredictionComparison? Predictions { get; init; }

    /// <summary>Number of layers to list.</summary>
    public required int Worst { get; init; }

    /// <summary>What a reader must know about the numbers.</summary>
    public IReadOnlyList<string> Notes
    {
        get
        {
            List<string> notes = [];
            int unrelated = Tensors.Layers.Count(layer => layer.Tensor.NoiseShare >= 1);
            if (Tensors.OnlyInFirst.Count + Tensors.OnlyInSecond.Count > 0)
            {
                notes.Add($"{Tensors.OnlyInFirst.Count} tensors are only in the first model and "
                    + $"{Tensors.OnlyInSecond.Count} only in the second: rewriting changed their names or "
                    + "shapes; they are not compared.");
            }

            if (unrelated > 0)
            {
                notes.Add($"{unrelated} tensors differ by more than their own size (SQNR below 0 dB): either the layer is "
                    + "broken, or the models use its name for different layers.");
            }

            if (Predictions is null)
            {
                notes.Add("No predictions and metrics: at least one of the models was not exported by DenseEdge.");
            }

            return notes;
        }
    }
}
