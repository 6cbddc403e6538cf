using DenseEdge.Contracts;

namespace DenseEdge.Search.Reports;

/// <summary>The main metric of one task of a trained network.</summary>
/// <param name="Task">The task.</param>
/// <param name="Metric">The metric's name, as metrics.json has it.</param>
/// <param name="Unit"><c>m</c>, <c>deg</c>, or <c>1</c> for shares from 0 to 1.</param>
/// <param name="Value">The value in that unit.</param>
/// <param name="HigherIsBetter">Whether a larger value is a better one.</param>
public sealed record TaskResult(TaskKind Task, string Metric, string Unit, double Value, bool HigherIsBetter);
