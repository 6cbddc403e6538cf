namespace DenseEdge.Onnx.Graphs.Inference;

/// <summary>Operators whose result has the shape of their input or the common shape of several.</summary>
internal static class ElementwiseShapes
{
    private static readonly string[] Same =
    [
        "Relu", "Clip", "LeakyRelu", "HardSwish", "HardSigmoid", "Sigmoid", "Tanh", "Softplus", "Exp", "Log", "Sqrt", "Abs",
        "Neg", "Erf", "Floor", "Ceil", "Round", "Sign", "Reciprocal", "Sin", "Cos", "Tan", "Atan", "Elu", "Selu", "Celu",
        "Asin", "Acos", "Sinh", "Cosh", "Asinh", "Acosh", "Atanh", "Shrink", "Gelu", "Mish", "Softsign",
        "ThresholdedRelu", "Softmax", "LogSoftmax", "Hardmax", "LpNormalization",
        "InstanceNormalization", "GroupNormalization", "MeanVarianceNormalization", "LRN", "Identity", "Not", "CumSum",
        "Trilu", "ScatterND", "ScatterElements",
    ];

    private static readonly string[] Arithmetic =
        ["Add", "Sub", "Mul", "Div", "Max", "Min", "Sum", "Mean", "Pow", "Mod", "PRelu", "And", "Or", "Xor", "BitShift"];

    private static readonly string[] Comparisons = ["Equal", "Greater", "Less", "GreaterOrEqual", "LessOrEqual"];

    public static void Register(IDictionary<string, ShapeRule> rules)
    {
        foreach (string name in Same)
        {
            rules.Add(name, node => [node.Input(0)]);
        }

        foreach (string name in Arithmetic)
        {
            rules.Add(name, node => [new TensorInfo(Type(node), Common(node))]);
        }

        foreach (string name in Comparisons)
        {
            rules.Add(name, Compare);
        }

        rules.Add("IsNaN", node => [new TensorInfo(GraphElementType.Bool, node.Input(0).Dims)]);
        rules.Add("IsInf", node => [new TensorInfo(GraphElementType.Bool, node.Input(0).Dims)]);
        rules.Add("Where", node => [new TensorInfo(node.CommonType(1, 2), Common(node))]);
        rules.Add("Cast", node => [new TensorInfo((GraphElementType)node.Integer("to", 0), node.Input(0).Dims)]);
        rules.Add("CastLike", node => [new TensorInfo(node.Input(1).ElementType, node.Input(0).Dims)]);
        rules.Add("Dropout", Dropout);
        rules.Add("BatchNormalization", BatchNormalization);
        rules.Add("LayerNormalization", LayerNormalization);
    }

    /// <summary>All operands have one type; only the exponent of Pow may have another.</summary>
    private static GraphElementType Type(OperatorNode node)
        => node.OpType == "Pow" ? node.Input(0).ElementType : node.CommonType([.. Enumerable.Range(0, node.InputCount)]);

    private static TensorInfo[] Compare(OperatorNode node)
    {
        node.CommonType(0, 1);
        return [new TensorInfo(GraphElementType.Bool, Common(node))];
    }

    private static IReadOnlyList<int> Common(OperatorNode node)
    {
        IReadOnlyList<int> dims = node.Input(0).Dims;
        for (int i = 1; i < node.InputCount; i++)
        {
            dims = node.Broadcast(dims, node.Input(i).Dims);
        }

        return dims;
    }

    private static TensorInfo[] Dropout(OperatorNode node)
    {
        TensorInfo data = node.Input(0);
        return [data, node.Opset < 10 ? data : data with { ElementType = GraphElementType.Bool }];
    }

    private static TensorInfo[] BatchNormalization(OperatorNode node)
    {
        TensorInfo data = node.Input(0), scale = node.Input(1);
        return data.Rank >= 2 && scale.Rank == 1 && scale.Dims[0] == data.Dims[1]
            ? [data, scale, scale, scale, scale]
            : throw node.Fault("one scale per channel of [N, C, ...]", $"{scale} for {data}");
    }

    private static TensorInfo[] LayerNormalization(OperatorNode node)
    {
        TensorInfo data = node.Input(0);
        int axis = node.Axis(node.Integer("axis", -1), data.Rank);
        TensorInfo statistics = new(GraphElementType.Float32, [.. data.Dims.Select((size, i) => i < axis ? size : 1)]);
        return [data, statistics, statistics];
    }
}
