using DenseEdge.Contracts;

namespace DenseEdge.Evaluation;

/// <summary>One number of an evaluation.</summary>
/// <param name="Task">The task that was measured.</param>
/// <param name="Metric">The metric, one of <see cref="MetricNames"/>.</param>
/// <param name="Unit"><c>m</c>, <c>deg</c>, or <c>1</c> for shares from 0 to 1.</param>
/// <param name="Value">The value in that unit.</param>
/// <param name="HigherIsBetter">Whether a larger value is a better one.</param>
public sealed record TaskScore(TaskKind Task, string Metric, string Unit, double Value, bool HigherIsBetter);
