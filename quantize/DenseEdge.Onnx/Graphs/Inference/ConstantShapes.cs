using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Graphs.Inference;

/// <summary>Operators that make constants, or values of shapes.</summary>
internal static class ConstantShapes
{
    public static void Register(IDictionary<string, ShapeRule> rules)
    {
        rules.Add("Constant", Constant);
        rules.Add("ConstantOfShape", ConstantOfShape);
        rules.Add("Range", Range);
        rules.Add("Shape", node => [new TensorInfo(GraphElementType.Int64, [ShapeRange(node).Length])]);
        rules.Add("Size", _ => [new TensorInfo(GraphElementType.Int64, [])]);
    }

    /// <summary>Gets the sizes that a Shape node returns: all, or from opset 15 on a range of them.</summary>
    public static int[] ShapeRange(OperatorNode node)
    {
        int rank = node.Input(0).Rank;
        int start = Bound(node.Integer("start", 0), rank), end = Bound(node.Integer("end", rank), rank);
        return [.. node.Input(0).Dims.Take(end).Skip(start)];
    }

    /// <summary>Gets the number of elements of a Range node.</summary>
    public static int? RangeCount(OperatorNode node)
    {
        TensorInfo[] inputs = [node.Input(0), node.Input(1), node.Input(2)];
        if (inputs.Any(input => input.ElementCount != 1))
        {
            throw node.Fault("one number each as start, limit and delta", string.Join<TensorInfo>(", ", inputs));
        }

        return node.Constant(0) is { } start && node.Constant(1) is { } limit && node.Constant(2) is { } delta
            ? node.Size(Math.Max((long)Math.Ceiling((limit.Reals[0] - start.Reals[0]) / delta.Reals[0]), 0))
            : null;
    }

    private static int Bound(long value, int rank) => (int)Math.Clamp(value < 0 ? value + rank : value, 0, rank);

    private static TensorInfo[] Constant(OperatorNode node)
    {
        TensorProto tensor = OnnxGraph.ConstantOf(node.Proto)
            ?? throw node.Fault("one of the attributes value, value_float(s) or value_int(s)", "none of them");
        return [new TensorInfo((GraphElementType)tensor.DataType, TensorData.Dims(tensor))];
    }

    private static TensorInfo[]? ConstantOfShape(OperatorNode node)
    {
        GraphElementType type = (GraphElementType)(node.Tensor("value")?.DataType ?? (int)GraphElementType.Float32);
        return node.ConstantIntegers(0) is { } dims ? [new TensorInfo(type, [.. dims.Select(node.Size)])] : null;
    }

    private static TensorInfo[]? Range(OperatorNode node)
        => RangeCount(node) is { } count ? [new TensorInfo(node.CommonType(0, 1, 2), [count])] : null;
}
