namespace DenseEdge.Onnx.Targets;

/// <summary>An operator that a target reads but that should not be in a model for it.</summary>
/// <param name="Operator">The operator's ONNX name.</param>
/// <param name="Reason">Why, and what to write in its place.</param>
public sealed record DiscouragedOperator(string Operator, string Reason);
