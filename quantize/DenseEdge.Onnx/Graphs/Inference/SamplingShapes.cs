namespace DenseEdge.Onnx.Graphs.Inference;

/// <summary>Resize, and Upsample as it was called up to opset 9.</summary>
internal static class SamplingShapes
{
    public static void Register(IDictionary<string, ShapeRule> rules)
    {
        rules.Add("Resize", Resize);
        rules.Add("Upsample", Upsample);
    }

    private static TensorInfo[]? Upsample(OperatorNode node)
    {
        double[]? scales = node.Numbers("scales") is { } stated
            ? Array.ConvertAll(stated, scale => (double)scale)
            : node.Constant(1)?.Reals;
        return scales is null ? null : Scaled(node, scales, [.. Enumerable.Range(0, node.Input(0).Rank)]);
    }

    private static TensorInfo[]? Resize(OperatorNode node)
    {
        TensorInfo input = node.Input(0);
        int[] axes = node.Integers("axes") is { } stated
            ? [.. stated.Select(axis => node.Axis(axis, input.Rank))]
            : [.. Enumerable.Range(0, input.Rank)];
        if (node.Opset > 10 && node.Has(3))
        {
            return node.ConstantIntegers(3) is { } sizes ? Sized(node, sizes, axes) : null;
        }

        return node.Constant(node.Opset > 10 ? 2 : 1)?.Reals is { } scales ? Scaled(node, scales, axes) : null;
    }

    private static TensorInfo[] Sized(OperatorNode node, long[] sizes, int[] axes)
    {
        Check(node, sizes.Length, axes.Length);
        int[] dims = [.. node.Input(0).Dims];
        string policy = node.Text("keep_aspect_ratio_policy", "stretch");
        if (policy == "stretch")
        {
            for (int i = 0; i < axes.Length; i++)
            {
                dims[axes[i]] = node.Size(sizes[i]);
            }

            return [node.Input(0) with { Dims = dims }];
        }

        IEnumerable<double> ratios = axes.Select((axis, i) => (double)sizes[i] / dims[axis]);
        double ratio = policy == "not_larger" ? ratios.Min() : ratios.Max();
        foreach (int axis in axes)
        {
            dims[axis] = node.Size((long)Math.Round(ratio * dims[axis], MidpointRounding.AwayFromZero));
        }

        return [node.Input(0) with { Dims = dims }];
    }

    private static TensorInfo[] Scaled(OperatorNode node, double[] scales, int[] axes)
    {
        Check(node, scales.Length, axes.Length);
        int[] dims = [.. node.Input(0).Dims];
        for (int i = 0; i < axes.Length; i++)
        {
            // Engines multiply in 32 bits, which can differ from the exact product by one pixel.
            dims[axes[i]] = node.Size((long)MathF.Floor(dims[axes[i]] * (float)scales[i]));
        }

        return [node.Input(0) with { Dims = dims }];
    }

    private static void Check(OperatorNode node, int found, int expected)
    {
        if (found != expected)
        {
            throw node.Fault($"{expected} scales or sizes", $"{found}");
        }
    }
}
