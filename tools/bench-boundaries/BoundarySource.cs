using DenseEdge.Data;
using DenseEdge.Data.Transforms;
using DenseEdge.Evaluation.Boundaries;
using DenseEdge.Sdk;

namespace DenseEdge.BenchBoundaries;

/// <summary>Where boundary maps come from: a trained network, or maps that imitate one.</summary>
internal sealed class BoundarySource : IDisposable
{
    private readonly DensePredictor? _predictor;

    private BoundarySource(DensePredictor? predictor) => _predictor = predictor;

    /// <summary>Opens a source.</summary>
    /// <param name="model">An ONNX file; null to imitate.</param>
    public static BoundarySource Open(string? model) => new(model is null ? null : DensePredictor.Load(model));

    /// <summary>Makes the map of one room.</summary>
    /// <param name="sample">The room.</param>
    /// <param name="seed">The number that an imitation follows from.</param>
    /// <returns>floor(255·probability), [H, W].</returns>
    public byte[] Predict(DenseSample sample, int seed)
    {
        if (_predictor is null)
        {
            return SoftBoundaries.Make(sample, seed);
        }

        using DensePrediction prediction = _predictor.Run(sample.Image);
        float[] probability = prediction.Boundaries is { } boundaries
            ? BilinearPlane.Resize(
                boundaries.Probability, boundaries.Height, boundaries.Width, sample.Image.Height, sample.Image.Width)
            : throw new InvalidDataException("Expected a model that predicts boundaries (edge), found one that does not.");
        return BoundaryQuantization.ToBytes(probability);
    }

    /// <inheritdoc/>
    public void Dispose() => _predictor?.Dispose();
}
