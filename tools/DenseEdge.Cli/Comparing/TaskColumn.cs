using DenseEdge.Contracts;

namespace DenseEdge.Cli.Comparing;

/// <summary>The metric by which a task is compared.</summary>
/// <param name="Task">The task.</param>
/// <param name="Metric">One of <see cref="DenseEdge.Evaluation.MetricNames"/>, which every run with the task has.</param>
/// <param name="Unit"><c>m</c>, <c>deg</c>, or <c>1</c> for shares.</param>
/// <param name="HigherIsBetter">Whether a larger value is a better one.</param>
internal sealed record TaskColumn(TaskKind Task, string Metric, string Unit, bool HigherIsBetter);
