using DenseEdge.Onnx.Schema;

namespace DenseEdge.Quantization.Float16;

/// <summary>What the ONNX standard says about FP16 for each operator.</summary>
internal static class HalfOperators
{
    /// <summary>The first operator set whose quantisation operators take FP16 numbers and scales.</summary>
    public const int QuantizationOpset = 19;

    /// <summary>Position of Resize's region of interest and of its scales; the standard fixes the latter to FP32.</summary>
    private const int ResizeRegion = 1, ResizeScales = 2;

    private static readonly HashSet<string> Movements = new(StringComparer.Ordinal)
    {
        "Concat", "DepthToSpace", "Dropout", "Expand", "Flatten", "Gather", "GatherElements", "GatherND", "Identity", "Pad",
        "Reshape", "Shape", "Size", "Slice", "SpaceToDepth", "Split", "Squeeze", "Tile", "Transpose", "Unsqueeze",
    };

    private static readonly HashSet<string> Pointwise = new(StringComparer.Ordinal)
    {
        "Abs", "Add", "Ceil", "Celu", "Clip", "Div", "Elu", "Equal", "Erf", "Exp", "Floor", "Gelu", "Greater", "GreaterOrEqual",
        "HardSigmoid", "HardSwish", "LeakyRelu", "Less", "LessOrEqual", "Log", "Max", "Mean", "Min", "Mish", "Mul", "Neg",
        "PRelu", "Pow", "Reciprocal", "Relu", "Round", "Selu", "Sigmoid", "Sign", "Softplus", "Softsign", "Sqrt", "Sub", "Sum",
        "Tanh", "ThresholdedRelu", "Where",
    };

    private static readonly HashSet<string> Compute = new(StringComparer.Ordinal)
    {
        "ArgMax", "ArgMin", "AveragePool", "BatchNormalization", "Conv", "ConvTranspose", "Gemm", "GlobalAveragePool",
        "GlobalMaxPool", "GridSample", "InstanceNormalization", "LRN", "LayerNormalization", "LogSoftmax", "LpNormalization",
        "MatMul", "MaxPool", "MeanVarianceNormalization", "ReduceL1", "ReduceL2", "ReduceLogSum", "ReduceLogSumExp", "ReduceMax",
        "ReduceMean", "ReduceMin", "ReduceProd", "ReduceSum", "ReduceSumSquare", "Resize", "Softmax", "TopK",
    };

    /// <summary>Finds how a node takes part.</summary>
    /// <param name="node">The node.</param>
    /// <param name="opset">The operator set of its graph.</param>
    public static OperatorRole RoleOf(NodeProto node, int opset)
    {
        if (node.Domain.Length > 0)
        {
            return OperatorRole.Float32Only;
        }

        return node.OpType switch
        {
            "Cast" => OperatorRole.Movement,
            "QuantizeLinear" or "DequantizeLinear" =>
                opset >= QuantizationOpset ? OperatorRole.Compute : OperatorRole.Float32Only,
            _ when Movements.Contains(node.OpType) => OperatorRole.Movement,
            _ when Pointwise.Contains(node.OpType) => OperatorRole.Pointwise,
            _ when Compute.Contains(node.OpType) => OperatorRole.Compute,
            _ => OperatorRole.Float32Only,
        };
    }

    /// <summary>Finds whether an input is a quantisation scale, which must stay above 0.</summary>
    /// <param name="node">The node.</param>
    /// <param name="input">The input's position.</param>
    public static bool IsScale(NodeProto node, int input)
        => node.OpType is "QuantizeLinear" or "DequantizeLinear" && input == 1;

    /// <summary>Finds whether an input keeps FP32 when the node's other inputs are FP16.</summary>
    /// <param name="node">The node.</param>
    /// <param name="input">The input's position.</param>
    public static bool StaysFloat32(NodeProto node, int input)
        => node.OpType == "Resize" && input is ResizeRegion or ResizeScales;
}
