using static TorchSharp.torch;

namespace DenseEdge.Training.QuantizationAware.Operators;

/// <summary>Computes one operator with torch, so that gradients flow through it.</summary>
/// <param name="call">The node and its inputs.</param>
/// <returns>The results in the node's order, in the current dispose scope.</returns>
internal delegate Tensor[] OperatorRule(OperatorCall call);
