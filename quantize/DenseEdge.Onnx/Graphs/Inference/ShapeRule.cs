namespace DenseEdge.Onnx.Graphs.Inference;

/// <summary>Works out type and shape of the outputs of one operator, in their order.</summary>
/// <param name="node">The node; all of its inputs have known types and shapes.</param>
/// <returns>One entry per output, or more than the node uses; null when the shape depends on values that are not
/// constant.</returns>
internal delegate IReadOnlyList<TensorInfo>? ShapeRule(OperatorNode node);
