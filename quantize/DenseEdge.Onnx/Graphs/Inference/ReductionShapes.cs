namespace DenseEdge.Onnx.Graphs.Inference;

/// <summary>Operators that combine elements along dimensions.</summary>
internal static class ReductionShapes
{
    private static readonly string[] Names =
    [
        "ReduceSum", "ReduceMean", "ReduceMax", "ReduceMin", "ReduceProd", "ReduceL1", "ReduceL2", "ReduceLogSum",
        "ReduceLogSumExp", "ReduceSumSquare",
    ];

    public static void Register(IDictionary<string, ShapeRule> rules)
    {
        foreach (string name in Names)
        {
            rules.Add(name, Reduce);
        }

        rules.Add("ArgMax", ArgExtreme);
        rules.Add("ArgMin", ArgExtreme);
        rules.Add("TopK", TopK);
    }

    /// <summary>The axes are an attribute up to opset 17 (ReduceSum: 12) and an input after it.</summary>
    public static bool TryAxes(OperatorNode node, int rank, out HashSet<int> axes)
    {
        axes = [];
        if (!node.TryIntegers("axes", 1, out long[]? stated))
        {
            return false;
        }

        bool all = stated is not { Length: > 0 };
        if (all && node.Integer("noop_with_empty_axes", 0) != 0)
        {
            return true;
        }

        axes.UnionWith(all ? Enumerable.Range(0, rank) : stated!.Select(axis => node.Axis(axis, rank)));
        return true;
    }

    private static TensorInfo[]? Reduce(OperatorNode node)
    {
        TensorInfo input = node.Input(0);
        return TryAxes(node, input.Rank, out HashSet<int> axes)
            ? [input with { Dims = Without(input.Dims, axes, node.Integer("keepdims", 1) != 0) }]
            : null;
    }

    private static TensorInfo[] ArgExtreme(OperatorNode node)
    {
        TensorInfo input = node.Input(0);
        HashSet<int> axes = [node.Axis(node.Integer("axis", 0), input.Rank)];
        return [new TensorInfo(GraphElementType.Int64, Without(input.Dims, axes, node.Integer("keepdims", 1) != 0))];
    }

    private static TensorInfo[]? TopK(OperatorNode node)
    {
        TensorInfo input = node.Input(0);
        int[] dims = [.. input.Dims];
        if (node.Opset > 9 && node.Input(1).ElementCount != 1)
        {
            throw node.Fault("one number as input 1", $"{node.Input(1)}");
        }

        long? count = node.Opset < 10 ? node.Integer("k", 0) : node.ConstantIntegers(1)?[0];
        if (count is null)
        {
            return null;
        }

        dims[node.Axis(node.Integer("axis", -1), input.Rank)] = node.Size(count.Value);
        return [input with { Dims = dims }, new TensorInfo(GraphElementType.Int64, dims)];
    }

    private static int[] Without(IReadOnlyList<int> dims, HashSet<int> axes, bool keep)
        => keep
            ? [.. dims.Select((size, i) => axes.Contains(i) ? 1 : size)]
            : [.. dims.Where((_, i) => !axes.Contains(i))];
}
