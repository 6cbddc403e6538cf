namespace DenseEdge.Quantization.Comparison;

/// <summary>The same tensor in two models.</summary>
/// <param name="Name">Its name in the first model, without what quantisation appended.</param>
/// <param name="First">The value to read in the first model.</param>
/// <param name="Second">The value to read in the second model.</param>
internal readonly record struct TensorPair(string Name, string First, string Second);
