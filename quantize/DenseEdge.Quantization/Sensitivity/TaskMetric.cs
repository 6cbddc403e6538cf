namespace DenseEdge.Quantization.Sensitivity;

/// <summary>How well a model does one task.</summary>
/// <param name="Task">The task's key, such as <c>semseg</c>.</param>
/// <param name="Metric">The metric, such as <c>mIoU</c>.</param>
/// <param name="Value">Its value.</param>
/// <param name="HigherIsBetter">Whether more is better.</param>
public sealed record TaskMetric(string Task, string Metric, double Value, bool HigherIsBetter);
