using DenseEdge.Onnx.Graphs.Inference;

namespace DenseEdge.Onnx.Graphs.Evaluation;

/// <summary>Computes the outputs of one operator from constant inputs.</summary>
/// <param name="node">The node.</param>
/// <param name="outputs">Types and shapes of the outputs.</param>
/// <returns>One tensor per output; null when an input is not constant or the case is not covered.</returns>
internal delegate IReadOnlyList<ConstantTensor>? ConstantRule(OperatorNode node, IReadOnlyList<TensorInfo> outputs);
