using DenseEdge.Onnx.Graphs.Inference;

namespace DenseEdge.Onnx.Graphs.Evaluation;

/// <summary>Operators that make values out of attributes and shapes.</summary>
internal static class SourceRules
{
    public static void Register(IDictionary<string, ConstantRule> rules)
    {
        rules.Add(
            "Constant",
            (node, _) => OnnxGraph.ConstantOf(node.Proto) is { } tensor ? [ConstantTensor.Decode(tensor)] : null);
        rules.Add("ConstantOfShape", ConstantOfShape);
        rules.Add("Range", Range);
        rules.Add("Shape", (node, outputs) => Numbers(outputs, [.. ConstantShapes.ShapeRange(node).Select(size => (long)size)]));
        rules.Add("Size", (node, outputs) => Numbers(outputs, [node.Input(0).ElementCount]));
    }

    private static ConstantTensor[] Numbers(IReadOnlyList<TensorInfo> outputs, long[] values)
        => [ConstantTensor.OfIntegers(outputs[0].ElementType, [.. outputs[0].Dims], values)];

    private static ConstantTensor[] ConstantOfShape(OperatorNode node, IReadOnlyList<TensorInfo> outputs)
    {
        ConstantTensor value = node.Tensor("value") is { } stated
            ? ConstantTensor.Decode(stated)
            : ConstantTensor.OfReals(GraphElementType.Float32, [1], [0]);
        return [value.Take([.. outputs[0].Dims], new int[checked((int)outputs[0].ElementCount)])];
    }

    private static ConstantTensor[]? Range(OperatorNode node, IReadOnlyList<TensorInfo> outputs)
    {
        if (node.Constant(0) is not { } start || node.Constant(2) is not { } delta)
        {
            return null;
        }

        GraphElementType type = start.ElementType;
        int[] dims = [.. outputs[0].Dims];
        return start.IsReal
            ? [ConstantTensor.OfReals(type, dims, Steps(dims[0], i => start.Reals[0] + (i * delta.Reals[0])))]
            : [ConstantTensor.OfIntegers(type, dims, Steps(dims[0], i => start.Integers[0] + (i * delta.Integers[0])))];
    }

    private static T[] Steps<T>(int count, Func<int, T> step) => [.. Enumerable.Range(0, count).Select(step)];
}
