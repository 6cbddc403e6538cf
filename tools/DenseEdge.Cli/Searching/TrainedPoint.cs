using DenseEdge.Search.Devices;
using DenseEdge.Search.Reports;

namespace DenseEdge.Cli.Searching;

/// <summary>A chosen network after its training.</summary>
/// <param name="RunFolder">Its run.</param>
/// <param name="ModelPath">Its model file.</param>
/// <param name="Metrics">The main metric of each task on the test split.</param>
/// <param name="Measured">The model file's latency.</param>
internal sealed record TrainedPoint(
    string RunFolder, string ModelPath, IReadOnlyList<TaskResult> Metrics, LatencyMeasurement Measured);
