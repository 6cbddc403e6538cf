using DenseEdge.Onnx;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Quantization.Float16.Rules;

/// <summary>Operators without an FP16 form, those that the target blocks, and nodes that the caller keeps.</summary>
internal sealed class OperatorRule : IIslandRule
{
    public void Apply(Float32Islands islands)
    {
        foreach (NodeProto node in islands.Nodes)
        {
            if (islands.Options.KeptNodes.Contains(node.Output[0]))
            {
                islands.Keep(node, IslandRule.Caller, "kept in FP32 by the caller");
            }
            else if (islands.Options.BlockedOperators.Contains(node.OpType))
            {
                islands.Keep(node, IslandRule.Operator, $"the target runs {node.OpType} in FP32 only");
            }
            else if (islands.View.RoleOf(node) == OperatorRole.Float32Only)
            {
                islands.Keep(node, IslandRule.Operator, Reason(node, islands.View.Graph.Opset));
            }
            else if (node.OpType == "Cast" && HoldsIndices(node, islands.View))
            {
                islands.Keep(node, IslandRule.Operator, "integers above 2048 are not exact in FP16");
            }
        }
    }

    private static string Reason(NodeProto node, int opset) => node.OpType is "QuantizeLinear" or "DequantizeLinear"
        ? $"{node.OpType} of opset {opset} takes FP32 only; FP16 needs opset {HalfOperators.QuantizationOpset}"
        : $"no FP16 form of {node.OpType} is known";

    /// <summary>Bytes fit into FP16; wider integers, as coordinates and counts are, need not.</summary>
    private static bool HoldsIndices(NodeProto node, FloatGraph view)
    {
        GraphElementType from = view.Graph.Info(node.Input[0]).ElementType, to = view.Graph.Info(node.Output[0]).ElementType;
        return IsWide(from) || IsWide(to);
    }

    private static bool IsWide(GraphElementType type) => type
        is GraphElementType.Int16 or GraphElementType.UInt16 or GraphElementType.Int32 or GraphElementType.UInt32
        or GraphElementType.Int64 or GraphElementType.UInt64 or GraphElementType.Float64;
}
