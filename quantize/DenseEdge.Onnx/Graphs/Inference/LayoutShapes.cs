namespace DenseEdge.Onnx.Graphs.Inference;

/// <summary>Operators that move elements without changing them.</summary>
internal static class LayoutShapes
{
    public static void Register(IDictionary<string, ShapeRule> rules)
    {
        rules.Add("Reshape", Reshape);
        rules.Add("Flatten", Flatten);
        rules.Add("Transpose", Transpose);
        rules.Add("Squeeze", Squeeze);
        rules.Add("Unsqueeze", Unsqueeze);
        rules.Add("Concat", Concat);
        rules.Add("Split", Split);
        rules.Add("Expand", Expand);
        rules.Add("Tile", Tile);
        rules.Add("Pad", Pad);
        rules.Add("Slice", Slice);
        rules.Add("DepthToSpace", node => Blocks(node, toSpace: true));
        rules.Add("SpaceToDepth", node => Blocks(node, toSpace: false));
    }

    /// <summary>0 copies a size of the input (unless allowzero), −1 stands for what is left.</summary>
    public static int[]? ReshapeTarget(OperatorNode node)
    {
        TensorInfo input = node.Input(0);
        if (node.ConstantIntegers(1) is not { } stated)
        {
            return null;
        }

        bool copies = node.Integer("allowzero", 0) == 0;
        long[] dims = [.. stated.Select((size, i) => size == 0 && copies && i < input.Rank ? input.Dims[i] : size)];
        int open = Array.IndexOf(dims, -1L);
        long known = dims.Where(size => size != -1).Aggregate(1L, (count, size) => count * size);
        if (open >= 0 && known > 0)
        {
            dims[open] = input.ElementCount / known;
            known *= dims[open];
        }

        return known == input.ElementCount && dims.All(size => size >= 0)
            ? [.. dims.Select(node.Size)]
            : throw node.Fault($"{input.ElementCount} elements as in {input}", $"the shape [{string.Join(", ", stated)}]");
    }

    /// <summary>Gets the start, step and number of the elements that a Slice takes along every dimension.</summary>
    public static (int Start, int Step, int Count)[]? SliceRanges(OperatorNode node)
    {
        TensorInfo input = node.Input(0);
        if (!node.TryIntegers("starts", 1, out long[]? starts) | !node.TryIntegers("ends", 2, out long[]? ends)
            | !node.TryIntegers("axes", 3, out long[]? axes) | !node.TryIntegers("steps", 4, out long[]? steps))
        {
            return null;
        }

        if (starts is null || ends?.Length != starts.Length || axes?.Length < starts.Length || steps?.Length < starts.Length)
        {
            throw node.Fault(
                "as many starts as ends, axes and steps",
                $"{starts?.Length ?? 0}, {ends?.Length ?? 0}, {axes?.Length ?? 0} and {steps?.Length ?? 0}");
        }

        (int Start, int Step, int Count)[] ranges = [.. input.Dims.Select(size => (0, 1, size))];
        for (int i = 0; i < starts.Length; i++)
        {
            int axis = node.Axis(axes is null ? i : axes[i], input.Rank);
            ranges[axis] = Range(node, input.Dims[axis], starts[i], ends[i], steps is null ? 1 : steps[i]);
        }

        return ranges;
    }

    private static (int Start, int Step, int Count) Range(OperatorNode node, int size, long start, long end, long step)
    {
        if (step == 0)
        {
            throw node.Fault("a step other than 0", "0");
        }

        if (size == 0)
        {
            return (0, 1, 0);
        }

        long first = start < 0 ? start + size : start, last = end < 0 && end >= -size ? end + size : end;
        first = Math.Clamp(first, 0, step > 0 ? size : size - 1);
        last = Math.Clamp(last, step > 0 ? 0 : -1, size);
        long count = step > 0 ? (last - first + step - 1) / step : (first - last - step - 1) / -step;
        return ((int)first, (int)Math.Clamp(step, -size - 1, size + 1), (int)Math.Max(count, 0));
    }

    private static TensorInfo[]? Reshape(OperatorNode node)
        => ReshapeTarget(node) is { } dims ? [node.Input(0) with { Dims = dims }] : null;

    private static TensorInfo[] Flatten(OperatorNode node)
    {
        TensorInfo input = node.Input(0);
        long stated = node.Integer("axis", 1);
        int axis = stated == input.Rank ? input.Rank : node.Axis(stated, input.Rank);
        long rows = input.Dims.Take(axis).Aggregate(1L, (count, size) => count * size);
        long columns = input.Dims.Skip(axis).Aggregate(1L, (count, size) => count * size);
        return [input with { Dims = [node.Size(rows), node.Size(columns)] }];
    }

    private static TensorInfo[] Transpose(OperatorNode node)
    {
        TensorInfo input = node.Input(0);
        long[] order = node.Integers("perm") ?? [.. Enumerable.Range(0, input.Rank).Reverse().Select(axis => (long)axis)];
        return order.Order().SequenceEqual(Enumerable.Range(0, input.Rank).Select(axis => (long)axis))
            ? [input with { Dims = [.. order.Select(axis => input.Dims[(int)axis])] }]
            : throw node.Fault($"an order of {input.Rank} dimensions", $"[{string.Join(", ", order)}]");
    }

    private static TensorInfo[]? Squeeze(OperatorNode node)
    {
        TensorInfo input = node.Input(0);
        if (!node.TryIntegers("axes", 1, out long[]? stated))
        {
            return null;
        }

        HashSet<int> axes = stated is null
            ? [.. Enumerable.Range(0, input.Rank).Where(axis => input.Dims[axis] == 1)]
            : [.. stated.Select(axis => node.Axis(axis, input.Rank))];
        return axes.All(axis => input.Dims[axis] == 1)
            ? [input with { Dims = [.. input.Dims.Where((_, i) => !axes.Contains(i))] }]
            : throw node.Fault($"size 1 along the axes {string.Join(", ", axes.Order())}", $"{input}");
    }

    private static TensorInfo[]? Unsqueeze(OperatorNode node)
    {
        TensorInfo input = node.Input(0);
        if (!node.TryIntegers("axes", 1, out long[]? stated))
        {
            return null;
        }

        List<int> dims = [.. input.Dims];
        int rank = input.Rank + (stated?.Length ?? 0);
        foreach (int axis in (stated ?? []).Select(axis => node.Axis(axis, rank)).Order())
        {
            dims.Insert(axis, 1);
        }

        return [input with { Dims = dims }];
    }

    private static TensorInfo[] Concat(OperatorNode node)
    {
        TensorInfo first = node.Input(0);
        int axis = node.Axis(node.Integer("axis", 0), first.Rank);
        int[] dims = [.. first.Dims];
        for (int i = 1; i < node.InputCount; i++)
        {
            TensorInfo next = node.Input(i);
            bool fits = next.Rank == first.Rank && next.ElementType == first.ElementType
                && Enumerable.Range(0, first.Rank).All(d => d == axis || next.Dims[d] == first.Dims[d]);
            dims[axis] += fits ? next.Dims[axis] : throw node.Fault(
                $"values that differ only along axis {axis}", $"{first} and {next}");
        }

        return [first with { Dims = dims }];
    }

    private static TensorInfo[]? Split(OperatorNode node)
    {
        TensorInfo input = node.Input(0);
        int axis = node.Axis(node.Integer("axis", 0), input.Rank);
        if (!node.TryIntegers("split", 1, out long[]? parts))
        {
            return null;
        }

        int count = node.Proto.Output.Count, size = input.Dims[axis], each = (size + count - 1) / count;
        parts ??= [.. Enumerable.Range(0, count).Select(i => (long)Math.Clamp(size - (i * each), 0, each))];
        return parts.Length == count && parts.Sum() == size
            ? [.. parts.Select(part => input with { Dims = [.. input.Dims.Select((s, i) => i == axis ? node.Size(part) : s)] })]
            : throw node.Fault($"{count} parts of {size} along axis {axis}", $"[{string.Join(", ", parts)}]");
    }

    private static TensorInfo[]? Expand(OperatorNode node)
    {
        TensorInfo input = node.Input(0);
        return node.ConstantIntegers(1) is { } dims
            ? [input with { Dims = node.Broadcast(input.Dims, [.. dims.Select(node.Size)]) }]
            : null;
    }

    private static TensorInfo[]? Tile(OperatorNode node)
    {
        TensorInfo input = node.Input(0);
        if (node.ConstantIntegers(1) is not { } repeats)
        {
            return null;
        }

        return repeats.Length == input.Rank
            ? [input with { Dims = [.. input.Dims.Select((size, i) => node.Size(size * repeats[i]))] }]
            : throw node.Fault($"{input.Rank} repeats", $"{repeats.Length}");
    }

    private static TensorInfo[]? Pad(OperatorNode node)
    {
        TensorInfo input = node.Input(0);
        return Pads(node) is { } pads
            ? [input with { Dims = [.. input.Dims.Select((size, i) => node.Size(size + pads[i].Before + pads[i].After))] }]
            : null;
    }

    /// <summary>Gets the elements that a Pad adds before and behind every dimension; negative ones are cut off.</summary>
    public static (long Before, long After)[]? Pads(OperatorNode node)
    {
        int rank = node.Input(0).Rank;
        if (!node.TryIntegers("pads", 1, out long[]? stated) | !node.TryIntegers("axes", 3, out long[]? axes))
        {
            return null;
        }

        int[] along = axes is null ? [.. Enumerable.Range(0, rank)] : [.. axes.Select(axis => node.Axis(axis, rank))];
        if (stated is null || stated.Length != 2 * along.Length)
        {
            throw node.Fault($"{2 * along.Length} pads", $"{stated?.Length ?? 0}");
        }

        (long Before, long After)[] pads = new (long, long)[rank];
        for (int i = 0; i < along.Length; i++)
        {
            pads[along[i]] = (stated[i], stated[i + along.Length]);
        }

        return pads;
    }

    private static TensorInfo[]? Slice(OperatorNode node)
        => SliceRanges(node) is { } ranges
            ? [node.Input(0) with { Dims = [.. ranges.Select(range => range.Count)] }]
            : null;

    private static TensorInfo[] Blocks(OperatorNode node, bool toSpace)
    {
        TensorInfo input = node.Input(0);
        int block = node.Size(node.Integer("blocksize", 0));
        int[] step = toSpace ? [block * block, 1, 1] : [1, block, block];
        if (input.Rank != 4 || block < 1 || Enumerable.Range(0, 3).Any(i => input.Dims[i + 1] % step[i] != 0))
        {
            throw node.Fault($"[N, C, H, W] that divides into blocks of {block}", $"{input}");
        }

        (int c, int h, int w) = (input.Dims[1], input.Dims[2], input.Dims[3]);
        return
        [
            input with
            {
                Dims = toSpace
                    ? [input.Dims[0], c / step[0], h * block, w * block]
                    : [input.Dims[0], c * block * block, h / block, w / block],
            },
        ];
    }
}
