using DenseEdge.Contracts;

namespace DenseEdge.Cli.Exporting;

/// <summary>How far two models agree on one task.</summary>
/// <param name="Task">The task.</param>
/// <param name="EqualLabels">Share of the pixels with the same class; null for a task without classes.</param>
/// <param name="LargestDifference">Largest absolute difference, in the task's unit; null for a task with classes.</param>
/// <param name="MeanDifference">Mean absolute difference, in the task's unit; null for a task with classes.</param>
internal sealed record TaskAgreement(TaskKind Task, double? EqualLabels, double? LargestDifference, double? MeanDifference);
