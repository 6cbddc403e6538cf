namespace DenseEdge.Onnx.Graphs.Inference;

/// <summary>Operators that read at computed positions.</summary>
internal static class IndexShapes
{
    public static void Register(IDictionary<string, ShapeRule> rules)
    {
        rules.Add("Gather", Gather);
        rules.Add("GatherElements", node => [node.Input(0) with { Dims = node.Input(1).Dims }]);
        rules.Add("GatherND", GatherNd);
        rules.Add("GridSample", GridSample);
    }

    private static TensorInfo[] Gather(OperatorNode node)
    {
        TensorInfo data = node.Input(0);
        if (node.Input(1).ElementType is not (GraphElementType.Int64 or GraphElementType.Int32))
        {
            throw node.Fault("integer indices", $"{node.Input(1)}");
        }

        int axis = node.Axis(node.Integer("axis", 0), data.Rank);
        return [data with { Dims = [.. data.Dims.Take(axis), .. node.Input(1).Dims, .. data.Dims.Skip(axis + 1)] }];
    }

    private static TensorInfo[] GatherNd(OperatorNode node)
    {
        TensorInfo data = node.Input(0), indices = node.Input(1);
        int batch = (int)node.Integer("batch_dims", 0);
        return indices.Rank > 0 && batch >= 0 && batch + indices.Dims[^1] <= data.Rank
            ? [data with { Dims = [.. indices.Dims.SkipLast(1), .. data.Dims.Skip(batch + indices.Dims[^1])] }]
            : throw node.Fault("index tuples no longer than the rank of the data", $"{indices} for {data}");
    }

    private static TensorInfo[] GridSample(OperatorNode node)
    {
        TensorInfo input = node.Input(0), grid = node.Input(1);
        return input.Rank == grid.Rank && input.Rank > 2
            ? [input with { Dims = [input.Dims[0], input.Dims[1], .. grid.Dims.Skip(1).SkipLast(1)] }]
            : throw node.Fault("[N, C, H, W] and a grid of [N, H', W', 2]", $"{input} and {grid}");
    }
}
