using DenseEdge.Contracts;
using DenseEdge.Search.Devices;

namespace DenseEdge.Search.Reports;

/// <summary>One network of a report: what it is, what it costs and what it is worth, as far as that is known.</summary>
public sealed record ReportPoint
{
    /// <summary>The contexts that its tasks exchange.</summary>
    public required Genotype Genotype { get; init; }

    /// <summary>Latency by the model, in milliseconds, above 0.</summary>
    public required double PredictedMs { get; init; }

    /// <summary>The measurement on the device; null if it wasn't measured.</summary>
    public LatencyMeasurement? Measured { get; init; }

    /// <summary>95 % upper confidence bound of the median latency in milliseconds, which the budget is held against; null if
    /// it wasn't measured.</summary>
    public double? UpperBoundMs { get; init; }

    /// <summary>What it is worth by the row tables: the sum over its rows, in percent as Δm is; more is better.</summary>
    public required double Utility { get; init; }

    /// <summary>Standard deviation of the utility over resampled images, at least 0; null if nobody resampled.</summary>
    public double? UtilityError { get; init; }

    /// <summary>The main metric of each task in the supernet on held-out images, in task order: what the utility is made of,
    /// and what networks of several studies are compared by; empty if the writer doesn't tell.</summary>
    public IReadOnlyList<TaskResult> Expected { get; init; } = [];

    /// <summary><see cref="Reports.DeltaM"/> in percent after fine-tuning, against the network without contexts that was
    /// fine-tuned alike; null if either wasn't.</summary>
    public double? DeltaM { get; init; }

    /// <summary>The main metric of each task after fine-tuning, in task order; empty if it wasn't fine-tuned.</summary>
    public IReadOnlyList<TaskResult> Metrics { get; init; } = [];

    /// <summary>The certificate, relative to the study; null if there is none.</summary>
    public string? Certificate { get; init; }

    /// <summary>The run folder with the fine-tuned network, relative to the study; null if there is none.</summary>
    public string? RunFolder { get; init; }
}
