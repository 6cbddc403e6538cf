namespace DenseEdge.Agent.Trials;

/// <summary>How one task did on the golden frames.</summary>
/// <param name="Task">The task's key, such as <c>depth</c>.</param>
/// <param name="WorstDeviation">The worst of all frames, in the unit of the tolerance; null if it is not a finite number.</param>
/// <param name="Tolerance">What the bundle allows.</param>
/// <param name="Unit">The unit of both.</param>
public sealed record TrialTask(string Task, double? WorstDeviation, double Tolerance, string Unit);
