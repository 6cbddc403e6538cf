namespace DenseEdge.Quantization.Sensitivity;

/// <summary>Convolutions and products that become integer together or not at all.</summary>
/// <param name="Name">The names' common scope, such as <c>backbone/block3</c>, or the first and the last name.</param>
/// <param name="Nodes">Their names.</param>
/// <param name="MultiplyAdds">Their multiply-adds for one image.</param>
public sealed record NodeBlock(string Name, IReadOnlyList<string> Nodes, long MultiplyAdds);
