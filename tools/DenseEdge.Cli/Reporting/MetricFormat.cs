using System.Globalization;
using DenseEdge.Contracts;
using DenseEdge.Evaluation;

namespace DenseEdge.Cli.Reporting;

/// <summary>Metrics as people read them.</summary>
internal static class MetricFormat
{
    /// <summary>Writes a value with its unit: 51.3 %, 0.412 m, 18.9 deg.</summary>
    /// <param name="score">The score.</param>
    public static string Value(TaskScore score) => score.Unit switch
    {
        "m" => score.Value.ToString("F3", CultureInfo.InvariantCulture) + " m",
        "deg" => score.Value.ToString("F2", CultureInfo.InvariantCulture) + " deg",
        _ when score.Metric == MetricNames.DepthAbsoluteRelative => score.Value.ToString("F3", CultureInfo.InvariantCulture),
        _ => (score.Value * 100).ToString("F2", CultureInfo.InvariantCulture) + " %",
    };

    /// <summary>Says what a metric is, in a few words.</summary>
    /// <param name="score">The score.</param>
    public static string Name(TaskScore score) => score.Metric switch
    {
        MetricNames.MeanIoU => "mIoU (classes present in the split)",
        MetricNames.MeanIoUAllClasses => "mIoU (absent classes count as 0)",
        MetricNames.PixelAccuracy => "pixel accuracy",
        MetricNames.DepthRmse => "RMSE",
        MetricNames.DepthAbsoluteRelative => "mean absolute relative error",
        MetricNames.DepthWithinRatio125 => "pixels within a factor of 1.25",
        MetricNames.MeanAngularError => "mean angular error",
        MetricNames.MedianAngularError => "median angular error",
        MetricNames.NormalsWithin11 => "pixels within 11.25 deg",
        MetricNames.NormalsWithin22 => "pixels within 22.5 deg",
        MetricNames.NormalsWithin30 => "pixels within 30 deg",
        MetricNames.BoundaryF1Within2Px => "F1 at threshold 0.5 within 2 px",
        MetricNames.BoundaryOdsF => "odsF (one threshold for all images)",
        MetricNames.BoundaryOisF => "oisF (a threshold per image)",
        MetricNames.BoundaryAveragePrecision => "AP (area under precision over recall)",
        MetricNames.SaliencyMaxF => "maxF (beta² = 0.3)",
        MetricNames.BinaryF1 => "mask F1 at threshold 0.5",
        _ => score.Metric,
    };

    /// <summary>Says which direction is better.</summary>
    /// <param name="score">The score.</param>
    public static string Direction(TaskScore score) => score.HigherIsBetter ? "higher is better" : "lower is better";

    /// <summary>The task in words, with a capital letter.</summary>
    /// <param name="kind">The task.</param>
    public static string Task(TaskKind kind)
    {
        string title = kind.Title();
        return char.ToUpperInvariant(title[0]) + title[1..];
    }
}
