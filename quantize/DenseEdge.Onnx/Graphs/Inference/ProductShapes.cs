namespace DenseEdge.Onnx.Graphs.Inference;

/// <summary>Matrix products.</summary>
internal static class ProductShapes
{
    public static void Register(IDictionary<string, ShapeRule> rules)
    {
        rules.Add("MatMul", MatMul);
        rules.Add("Gemm", Gemm);
    }

    /// <summary>[..., M, K] times [..., K, N]; a vector stands for a row on the left and a column on the right.</summary>
    private static TensorInfo[] MatMul(OperatorNode node)
    {
        TensorInfo left = node.Input(0), right = node.Input(1);
        if (left.Rank == 0 || right.Rank == 0)
        {
            throw node.Fault("operands of at least one dimension", $"{left} and {right}");
        }

        int[] a = left.Rank == 1 ? [1, left.Dims[0]] : [.. left.Dims];
        int[] b = right.Rank == 1 ? [right.Dims[0], 1] : [.. right.Dims];
        if (a[^1] != b[^2])
        {
            throw node.Fault("[..., M, K] and [..., K, N]", $"{left} and {right}");
        }

        List<int> dims = [.. node.Broadcast(a[..^2], b[..^2])];
        if (left.Rank > 1)
        {
            dims.Add(a[^2]);
        }

        if (right.Rank > 1)
        {
            dims.Add(b[^1]);
        }

        return [new TensorInfo(node.CommonType(0, 1), dims)];
    }

    private static TensorInfo[] Gemm(OperatorNode node)
    {
        TensorInfo left = node.Input(0), right = node.Input(1);
        bool flipLeft = node.Integer("transA", 0) != 0, flipRight = node.Integer("transB", 0) != 0;
        if (left.Rank != 2 || right.Rank != 2 || left.Dims[flipLeft ? 0 : 1] != right.Dims[flipRight ? 1 : 0])
        {
            throw node.Fault("[M, K] and [K, N] after the stated transpositions", $"{left} and {right}");
        }

        return [new TensorInfo(node.CommonType(0, 1), [left.Dims[flipLeft ? 1 : 0], right.Dims[flipRight ? 0 : 1]])];
    }
}
