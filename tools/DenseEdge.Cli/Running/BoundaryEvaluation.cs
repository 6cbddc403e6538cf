using DenseEdge.Contracts;
using DenseEdge.Data;
using DenseEdge.Data.Transforms;
using DenseEdge.Evaluation;
using DenseEdge.Evaluation.Boundaries;
using DenseEdge.Imaging;
using DenseEdge.Sdk;

namespace DenseEdge.Cli.Running;

/// <summary>Predicted boundaries at the size of the photos: scored as the benchmarks do, written as PNG, or both.</summary>
internal sealed class BoundaryEvaluation : IDisposable
{
    private readonly BoundaryBenchmark? _benchmark;
    private readonly string? _folder;

    /// <summary>Starts without images.</summary>
    /// <param name="options">Settings of the benchmark; null to write files only.</param>
    /// <param name="folder">Where ID.png goes, 8 bit grey, floor(255·probability); null for no files.</param>
    public BoundaryEvaluation(BoundaryBenchmarkOptions? options, string? folder)
    {
        _benchmark = options is null ? null : new BoundaryBenchmark(options);
        _folder = folder is null ? null : Path.GetFullPath(folder);
    }

    /// <summary>Adds one image.</summary>
    /// <param name="sample">The photo and its labels, at their own size.</param>
    /// <param name="prediction">The prediction at the network's size.</param>
    /// <exception cref="InvalidDataException">The sample's name leads out of the folder.</exception>
    public void Add(DenseSample sample, DensePrediction prediction)
    {
        if (prediction.Boundaries is not { } predicted)
        {
            return;
        }

        (int height, int width) = (sample.Image.Height, sample.Image.Width);
        float[] probability = BilinearPlane.Resize(predicted.Probability, predicted.Height, predicted.Width, height, width);
        byte[] bytes = BoundaryQuantization.ToBytes(probability);
        if (_folder is not null)
        {
            IndexPng.Write8(FileOf(sample.Id), bytes, height, width);
        }

        if (sample.Boundaries is { } truth)
        {
            _benchmark?.Add(bytes, truth.Labels, height, width);
        }
    }

    /// <summary>Gets odsF, oisF and AP; nothing if they were not asked for, or no image had a label.</summary>
    public IReadOnlyList<TaskScore> Scores() => _benchmark?.Score() is { ImageCount: > 0 } score
        ? [
            new TaskScore(TaskKind.Boundaries, MetricNames.BoundaryOdsF, "1", score.OdsF, true),
            new TaskScore(TaskKind.Boundaries, MetricNames.BoundaryOisF, "1", score.OisF, true),
            new TaskScore(TaskKind.Boundaries, MetricNames.BoundaryAveragePrecision, "1", score.AveragePrecision, true),
        ]
        : [];

    /// <inheritdoc/>
    public void Dispose() => _benchmark?.Dispose();

    private string FileOf(string id)
    {
        string path = Path.GetFullPath(Path.Combine(_folder!, id + ".png"));
        return path.StartsWith(_folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new InvalidDataException($"Expected a sample's name that stays inside '{_folder}', found '{id}'.");
    }
}
