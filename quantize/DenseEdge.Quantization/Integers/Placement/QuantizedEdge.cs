using DenseEdge.Onnx.Schema;

namespace DenseEdge.Quantization.Integers.Placement;

/// <summary>A node that reads a tensor through its QuantizeLinear-DequantizeLinear pair.</summary>
/// <param name="Tensor">The tensor.</param>
/// <param name="Consumer">The node.</param>
internal sealed record QuantizedEdge(string Tensor, NodeProto Consumer);
