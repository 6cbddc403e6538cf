namespace DenseEdge.Onnx.Graphs.Inference;

/// <summary>Convolution and pooling over [N, C, spatial...].</summary>
internal static class WindowShapes
{
    public static void Register(IDictionary<string, ShapeRule> rules)
    {
        rules.Add("Conv", Conv);
        rules.Add("ConvTranspose", ConvTranspose);
        rules.Add("MaxPool", node => Pool(node, withIndices: true));
        rules.Add("AveragePool", node => Pool(node, withIndices: false));
        rules.Add("LpPool", node => Pool(node, withIndices: false));
        rules.Add("GlobalAveragePool", GlobalPool);
        rules.Add("GlobalMaxPool", GlobalPool);
    }

    private static TensorInfo[] Conv(OperatorNode node)
    {
        TensorInfo input = node.Input(0), weight = node.Input(1);
        long group = node.Integer("group", 1);
        RequireBias(node, weight.Rank > 0 ? weight.Dims[0] : 0);
        if (input.Rank < 3 || weight.Rank != input.Rank || group < 1 || weight.Dims[1] * group != input.Dims[1]
            || weight.Dims[0] % group != 0)
        {
            throw node.Fault($"a weight of [K, C / {group}, kernel...] for [N, C, spatial...]", $"{weight} for {input}");
        }

        int[] spatial = Windows(node, input, [.. weight.Dims.Skip(2)]);
        GraphElementType type = node.CommonType([.. Enumerable.Range(0, node.InputCount)]);
        return [new TensorInfo(type, [input.Dims[0], weight.Dims[0], .. spatial])];
    }

    private static TensorInfo[] ConvTranspose(OperatorNode node)
    {
        TensorInfo input = node.Input(0), weight = node.Input(1);
        long group = node.Integer("group", 1);
        if (input.Rank < 3 || weight.Rank != input.Rank || group < 1 || weight.Dims[0] != input.Dims[1])
        {
            throw node.Fault("a weight of [C, K / group, kernel...] for [N, C, spatial...]", $"{weight} for {input}");
        }

        int rank = input.Rank - 2;
        RequireBias(node, weight.Dims[1] * group);
        long[]? stated = node.Integers("output_shape");
        if (stated is { Length: > 0 } && stated.Length < rank)
        {
            throw node.Fault($"{rank} sizes in the attribute output_shape", $"{stated.Length}");
        }

        long[] strides = PerSide(node, "strides", rank, 1), dilations = PerSide(node, "dilations", rank, 1);
        long[] pads = PerSide(node, "pads", 2 * rank, 0), extra = PerSide(node, "output_padding", rank, 0);
        bool same = node.Text("auto_pad", "NOTSET").StartsWith("SAME", StringComparison.Ordinal);
        int[] spatial = new int[rank];
        for (int i = 0; i < rank; i++)
        {
            long size = input.Dims[i + 2], extent = ((weight.Dims[i + 2] - 1) * dilations[i]) + 1;
            spatial[i] = node.Size(stated is { Length: > 0 } ? stated[stated.Length - rank + i]
                : same ? size * strides[i]
                : (strides[i] * (size - 1)) + extra[i] + extent - pads[i] - pads[i + rank]);
        }

        return [new TensorInfo(input.ElementType, [input.Dims[0], node.Size(weight.Dims[1] * group), .. spatial])];
    }

    private static TensorInfo[] Pool(OperatorNode node, bool withIndices)
    {
        TensorInfo input = node.Input(0);
        long[] kernel = node.Integers("kernel_shape") ?? throw node.Fault("the attribute kernel_shape", "none");
        if (input.Rank != kernel.Length + 2)
        {
            throw node.Fault($"[N, C, spatial...] with {kernel.Length} spatial dimensions", $"{input}");
        }

        TensorInfo result = new(
            input.ElementType, [input.Dims[0], input.Dims[1], .. Windows(node, input, [.. kernel.Select(node.Size)])]);
        return withIndices ? [result, result with { ElementType = GraphElementType.Int64 }] : [result];
    }

    private static TensorInfo[] GlobalPool(OperatorNode node)
    {
        TensorInfo input = node.Input(0);
        return input.Rank >= 3
            ? [input with { Dims = [.. input.Dims.Select((size, i) => i < 2 ? size : 1)] }]
            : throw node.Fault("[N, C, spatial...]", $"{input}");
    }

    /// <summary>Counts the windows of each spatial dimension.</summary>
    private static int[] Windows(OperatorNode node, TensorInfo input, int[] kernel)
    {
        int rank = kernel.Length;
        if (kernel.Any(size => size < 1))
        {
            throw node.Fault("a kernel of at least one pixel", $"[{string.Join(", ", kernel)}]");
        }

        string padding = node.Text("auto_pad", "NOTSET");
        bool ceiling = node.Integer("ceil_mode", 0) != 0;
        long[] strides = PerSide(node, "strides", rank, 1), dilations = PerSide(node, "dilations", rank, 1);
        long[] pads = PerSide(node, "pads", 2 * rank, 0);
        int[] windows = new int[rank];
        for (int i = 0; i < rank; i++)
        {
            long size = input.Dims[i + 2], stride = strides[i], extent = ((kernel[i] - 1) * dilations[i]) + 1;
            if (padding.StartsWith("SAME", StringComparison.Ordinal))
            {
                windows[i] = node.Size((size + stride - 1) / stride);
                continue;
            }

            long before = padding == "VALID" ? 0 : pads[i], after = padding == "VALID" ? 0 : pads[i + rank];
            long room = size + before + after - extent;
            if (room < 0)
            {
                throw node.Fault($"at least {extent} pixels along dimension {i + 2}", $"{size} + {before + after} of padding");
            }

            long count = (ceiling ? (room + stride - 1) / stride : room / stride) + 1;

            // A window that would start in the padding behind the image is left out.
            windows[i] = node.Size(ceiling && (count - 1) * stride >= size + before ? count - 1 : count);
        }

        return windows;
    }

    private static void RequireBias(OperatorNode node, long channels)
    {
        if (node.Has(2) && (node.Input(2).Rank != 1 || node.Input(2).Dims[0] != channels))
        {
            throw node.Fault($"a bias of [{channels}]", $"{node.Input(2)}");
        }
    }

    private static long[] PerSide(OperatorNode node, string attribute, int count, long otherwise)
    {
        long[] values = node.Integers(attribute) is { Length: > 0 } stated ? stated : [.. Enumerable.Repeat(otherwise, count)];
        bool valid = values.Length == count && (attribute is not ("strides" or "dilations") || values.All(v => v > 0));
        return valid
            ? values
            : throw node.Fault($"{count} values in the attribute {attribute}", $"[{string.Join(", ", values)}]");
    }
}
