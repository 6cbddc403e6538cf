namespace DenseEdge.Onnx.Graphs.Inference;

/// <summary>Operators between real numbers and their integer codes.</summary>
internal static class QuantizationShapes
{
    public static void Register(IDictionary<string, ShapeRule> rules)
    {
        rules.Add("QuantizeLinear", Quantize);
        rules.Add("DequantizeLinear", Dequantize);
        rules.Add("DynamicQuantizeLinear", DynamicQuantize);
    }

    private static TensorInfo[] Quantize(OperatorNode node)
        => [node.Input(0) with { ElementType = node.Has(2) ? node.Input(2).ElementType : GraphElementType.UInt8 }];

    /// <summary>From opset 19 on the result has the type of the scale, which before could only be Float32.</summary>
    private static TensorInfo[] Dequantize(OperatorNode node)
        => [node.Input(0) with { ElementType = node.Input(1).ElementType }];

    private static TensorInfo[] DynamicQuantize(OperatorNode node)
        =>
        [
            node.Input(0) with { ElementType = GraphElementType.UInt8 },
            new TensorInfo(GraphElementType.Float32, []),
            new TensorInfo(GraphElementType.UInt8, []),
        ];
}
