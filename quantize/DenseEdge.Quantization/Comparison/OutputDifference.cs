namespace DenseEdge.Quantization.Comparison;

/// <summary>How far an output of one model is from the same output of another.</summary>
/// <param name="Name">The output's name.</param>
/// <param name="Numbers">The difference of an output of numbers; null for one of labels.</param>
/// <param name="ChangedShare">The share of labels that differ, 0 to 1; null for an output of numbers.</param>
public sealed record OutputDifference(string Name, TensorDifference? Numbers, double? ChangedShare);
