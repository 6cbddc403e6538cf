namespace DenseEdge.Sdk.Inference;

/// <summary>Memory that an engine reads or writes. The array is pinned for life.</summary>
/// <param name="Name">The name of the graph's input or output.</param>
/// <param name="Element">The element type.</param>
/// <param name="Memory">An array of that type, row-major.</param>
internal sealed record BoundTensor(string Name, TensorElement Element, Array Memory);
