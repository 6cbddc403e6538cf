using DenseEdge.Contracts;

namespace DenseEdge.Cli.Reporting;

/// <summary>One image of a report with its pictures; paths are relative to the page.</summary>
/// <param name="Id">The sample's name.</param>
/// <param name="Image">The image.</param>
/// <param name="Pictures">Truth and prediction per task; no truth where the sample has no label.</param>
internal sealed record ReportExample(
    string Id, string Image, IReadOnlyList<(TaskKind Task, string? Truth, string Prediction)> Pictures);
