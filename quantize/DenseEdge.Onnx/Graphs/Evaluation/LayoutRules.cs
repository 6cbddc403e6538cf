using DenseEdge.Onnx.Graphs.Inference;

namespace DenseEdge.Onnx.Graphs.Evaluation;

/// <summary>Operators that move elements.</summary>
internal static class LayoutRules
{
    public static void Register(IDictionary<string, ConstantRule> rules)
    {
        foreach (string name in (string[])["Reshape", "Flatten", "Squeeze", "Unsqueeze"])
        {
            rules.Add(name, (node, outputs) => node.Constant(0) is { } input ? [input.Reshape([.. outputs[0].Dims])] : null);
        }

        rules.Add("Expand", (node, outputs) => node.Constant(0) is { } input
            ? [input.Take([.. outputs[0].Dims], Positions.Broadcast(input.Dims, outputs[0].Dims))]
            : null);
        rules.Add("Transpose", Transpose);
        rules.Add("Slice", Slice);
        rules.Add("Split", Split);
        rules.Add("Concat", Concat);
        rules.Add("Gather", Gather);
        rules.Add("Tile", Tile);
    }

    private static ConstantTensor[]? Transpose(OperatorNode node, IReadOnlyList<TensorInfo> outputs)
    {
        if (node.Constant(0) is not { } input)
        {
            return null;
        }

        int[] strides = Positions.Strides(input.Dims);
        IEnumerable<int> order = node.Integers("perm")?.Select(axis => (int)axis)
            ?? Enumerable.Range(0, strides.Length).Reverse();
        int[] steps = [.. order.Select(axis => strides[axis])];
        return [input.Take([.. outputs[0].Dims], Positions.Table(outputs[0].Dims, steps))];
    }

    private static ConstantTensor[]? Slice(OperatorNode node, IReadOnlyList<TensorInfo> outputs)
    {
        if (node.Constant(0) is not { } input || LayoutShapes.SliceRanges(node) is not { } ranges)
        {
            return null;
        }

        int[] strides = Positions.Strides(input.Dims);
        int offset = ranges.Zip(strides).Sum(pair => pair.First.Start * pair.Second);
        int[] steps = [.. ranges.Zip(strides).Select(pair => pair.First.Step * pair.Second)];
        return [input.Take([.. outputs[0].Dims], Positions.Table(outputs[0].Dims, steps, offset))];
    }

    private static ConstantTensor[]? Split(OperatorNode node, IReadOnlyList<TensorInfo> outputs)
    {
        if (node.Constant(0) is not { } input)
        {
            return null;
        }

        int axis = node.Axis(node.Integer("axis", 0), input.Dims.Length);
        int[] strides = Positions.Strides(input.Dims);
        ConstantTensor[] parts = new ConstantTensor[outputs.Count];
        for (int i = 0, start = 0; i < parts.Length; i++)
        {
            parts[i] = input.Take([.. outputs[i].Dims], Positions.Table(outputs[i].Dims, strides, start * strides[axis]));
            start += outputs[i].Dims[axis];
        }

        return parts;
    }

    /// <summary>Every operand is a run of whole blocks: all that lies behind the axis.</summary>
    private static ConstantTensor[]? Concat(OperatorNode node, IReadOnlyList<TensorInfo> outputs)
    {
        TensorInfo output = outputs[0];
        int axis = node.Axis(node.Integer("axis", 0), output.Rank);
        int blocks = output.Dims.Take(axis).Aggregate(1, (count, size) => count * size);
        int total = blocks == 0 ? 0 : checked((int)(output.ElementCount / blocks));
        double[] reals = new double[TensorData.IsFloating(output.ElementType) ? output.ElementCount : 0];
        long[] integers = new long[output.ElementCount - reals.Length];
        for (int i = 0, start = 0; i < node.InputCount; i++)
        {
            if (node.Constant(i) is not { } part)
            {
                return null;
            }

            int run = blocks == 0 ? 0 : part.Count / blocks;
            for (int block = 0; block < blocks; block++)
            {
                Array target = part.IsReal ? reals : integers, source = part.IsReal ? part.Reals : part.Integers;
                Array.Copy(source, block * run, target, (block * total) + start, run);
            }

            start += run;
        }

        int[] dims = [.. output.Dims];
        return TensorData.IsFloating(output.ElementType)
            ? [ConstantTensor.OfReals(output.ElementType, dims, reals)]
            : [ConstantTensor.OfIntegers(output.ElementType, dims, integers)];
    }

    private static ConstantTensor[]? Gather(OperatorNode node, IReadOnlyList<TensorInfo> outputs)
    {
        if (node.Constant(0) is not { } data || node.Constant(1) is not { } indices)
        {
            return null;
        }

        int axis = node.Axis(node.Integer("axis", 0), data.Dims.Length), size = data.Dims[axis];
        int inner = data.Dims.Skip(axis + 1).Aggregate(1, (count, dim) => count * dim);
        int[] rows = [.. indices.Integers.Select(index => node.Axis(index, size))];
        int[] sources = new int[checked((int)outputs[0].ElementCount)];
        for (int i = 0; i < sources.Length; i++)
        {
            int outer = i / (rows.Length * inner);
            sources[i] = (((outer * size) + rows[i / inner % rows.Length]) * inner) + (i % inner);
        }

        return [data.Take([.. outputs[0].Dims], sources)];
    }

    private static ConstantTensor[]? Tile(OperatorNode node, IReadOnlyList<TensorInfo> outputs)
    {
        if (node.Constant(0) is not { } input)
        {
            return null;
        }

        int[] strides = Positions.Strides(input.Dims), outer = Positions.Strides(outputs[0].Dims);
        int[] sources = new int[checked((int)outputs[0].ElementCount)];
        for (int i = 0; i < sources.Length; i++)
        {
            for (int d = 0; d < strides.Length; d++)
            {
                sources[i] += i / outer[d] % outputs[0].Dims[d] % input.Dims[d] * strides[d];
            }
        }

        return [input.Take([.. outputs[0].Dims], sources)];
    }
}
