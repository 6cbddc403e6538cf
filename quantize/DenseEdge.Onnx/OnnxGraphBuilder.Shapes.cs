namespace DenseEdge.Onnx;

/// <content>Operators that move elements without computing.</content>
public sealed partial class OnnxGraphBuilder
{
    /// <summary>Joins values along a dimension.</summary>
    /// <param name="axis">The dimension; negative values count from the end.</param>
    /// <param name="values">At least one value; all sizes but that of the dimension agree.</param>
    /// <returns>The joined value; the only value itself if there is just one.</returns>
    /// <exception cref="ArgumentException">There is no value, or types or sizes differ; the message names
    /// both.</exception>
    public GraphValue Concat(int axis, params ReadOnlySpan<GraphValue> values)
    {
        if (values.IsEmpty)
        {
            throw new ArgumentException("Concat: expected at least one value, got none.", nameof(values));
        }

        GraphValue first = Own(values[0]);
        if (values.Length == 1)
        {
            return first;
        }

        int along = ShapeRules.Axis("Concat", axis, first.Rank);
        int[] dims = first.Dims.ToArray();
        foreach (GraphValue value in values[1..])
        {
            bool fits = Own(value).Rank == first.Rank && value.ElementType == first.ElementType;
            for (int i = 0; fits && i < first.Rank; i++)
            {
                fits = i == along || value[i] == first[i];
            }

            if (!fits)
            {
                throw new ArgumentException(
                    $"Concat: expected values that differ only along axis {along}, got {first} and {value}.");
            }

            dims[along] += value[along];
        }

        return Emit("Concat", first.ElementType, dims, values!, Attribute("axis", (long)along));
    }

    /// <summary>Reads the same elements in another shape.</summary>
    /// <param name="input">Any shape.</param>
    /// <param name="dims">The new shape, with as many elements.</param>
    /// <exception cref="ArgumentException">The numbers of elements differ; the message names both.</exception>
    public GraphValue Reshape(GraphValue input, params ReadOnlySpan<int> dims)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (ShapeRules.Count(dims) != input.ElementCount)
        {
            throw new ArgumentException(
                $"Reshape: expected {input.ElementCount} elements as in {input}, got the shape {ShapeRules.Text(dims)}.",
                nameof(dims));
        }

        return Emit("Reshape", input.ElementType, dims.ToArray(), [input, Integers(dims)]);
    }

    /// <summary>Reorders the dimensions.</summary>
    /// <param name="input">Any shape.</param>
    /// <param name="order">For each new dimension the old one; a permutation of 0 to rank − 1.</param>
    /// <exception cref="ArgumentException">The order is no permutation of the dimensions.</exception>
    public GraphValue Transpose(GraphValue input, params ReadOnlySpan<int> order)
    {
        ArgumentNullException.ThrowIfNull(input);
        int[] sorted = order.ToArray();
        Array.Sort(sorted);
        if (!sorted.AsSpan().SequenceEqual(Enumerable.Range(0, input.Rank).ToArray()))
        {
            throw new ArgumentException(
                $"Transpose: expected an order of {input.Rank} dimensions, got {ShapeRules.Text(order)} for {input}.",
                nameof(order));
        }

        int[] dims = new int[input.Rank];
        for (int i = 0; i < dims.Length; i++)
        {
            dims[i] = input[order[i]];
        }

        return Emit("Transpose", input.ElementType, dims, [input], Attribute("perm", order));
    }

    /// <summary>Takes a range of one dimension.</summary>
    /// <param name="input">Any shape.</param>
    /// <param name="axis">The dimension; negative values count from the end.</param>
    /// <param name="start">First index, at least 0.</param>
    /// <param name="end">Index after the last, at most the dimension's size.</param>
    /// <exception cref="ArgumentException">The range is empty or leaves the dimension.</exception>
    public GraphValue Slice(GraphValue input, int axis, int start, int end)
    {
        ArgumentNullException.ThrowIfNull(input);
        int along = ShapeRules.Axis("Slice", axis, input.Rank);
        if (start < 0 || end > input[along] || start >= end)
        {
            throw new ArgumentException(
                $"Slice: expected a range within 0 to {input[along]} along axis {along}, "
                + $"got {start} to {end} for {input}.");
        }

        int[] dims = input.Dims.ToArray();
        dims[along] = end - start;
        return Emit("Slice", input.ElementType, dims, [input, Integers(start), Integers(end), Integers(along)]);
    }

    /// <summary>Puts zeros around an image.</summary>
    /// <param name="input">[N, C, H, W], 32-bit floating point.</param>
    /// <param name="padding">Rows and columns of zeros.</param>
    /// <returns>[N, C, H', W'].</returns>
    public GraphValue Pad(GraphValue input, Padding2d padding)
    {
        RequireRank("Pad", input, 4);
        int[] dims =
            [input[0], input[1], input[2] + padding.Top + padding.Bottom, input[3] + padding.Left + padding.Right];
        GraphValue pads = Integers(0, 0, padding.Top, padding.Left, 0, 0, padding.Bottom, padding.Right);
        return Emit("Pad", Float("Pad", input).ElementType, dims, [input, pads]);
    }

    /// <summary>Takes the slices that an index tensor names.</summary>
    /// <param name="input">[..., L, ...], with L elements along the dimension.</param>
    /// <param name="indices">64-bit integers from 0 to L − 1, of any shape.</param>
    /// <param name="axis">The dimension; negative values count from the end.</param>
    /// <returns>The input's shape with the dimension replaced by the shape of the indices.</returns>
    public GraphValue Gather(GraphValue input, GraphValue indices, int axis = 0)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(indices);
        if (indices.ElementType is not (GraphElementType.Int64 or GraphElementType.Int32))
        {
            throw new ArgumentException($"Gather: expected integer indices, got {indices}.", nameof(indices));
        }

        int along = ShapeRules.Axis("Gather", axis, input.Rank);
        int[] dims = [.. input.Dims[..along], .. indices.Dims, .. input.Dims[(along + 1)..]];
        return Emit("Gather", input.ElementType, dims, [input, indices], Attribute("axis", (long)along));
    }

    /// <summary>Removes dimensions of size 1.</summary>
    /// <param name="input">Any shape.</param>
    /// <param name="axes">The dimensions; negative values count from the end.</param>
    /// <exception cref="ArgumentException">A dimension has another size than 1.</exception>
    public GraphValue Squeeze(GraphValue input, params ReadOnlySpan<int> axes)
    {
        ArgumentNullException.ThrowIfNull(input);
        List<int> dims = [.. input.Dims];
        foreach (int axis in SortedAxes("Squeeze", axes, input.Rank).Reverse())
        {
            if (dims[axis] != 1)
            {
                throw new ArgumentException($"Squeeze: expected size 1 along axis {axis}, got {input}.", nameof(axes));
            }

            dims.RemoveAt(axis);
        }

        return Emit("Squeeze", input.ElementType, [.. dims], [input, Integers(axes)]);
    }

    /// <summary>Inserts dimensions of size 1.</summary>
    /// <param name="input">Any shape.</param>
    /// <param name="axes">The positions of the new dimensions in the result; negative values count from its
    /// end.</param>
    public GraphValue Unsqueeze(GraphValue input, params ReadOnlySpan<int> axes)
    {
        ArgumentNullException.ThrowIfNull(input);
        List<int> dims = [.. input.Dims];
        foreach (int axis in SortedAxes("Unsqueeze", axes, input.Rank + axes.Length))
        {
            dims.Insert(axis, 1);
        }

        return Emit("Unsqueeze", input.ElementType, [.. dims], [input, Integers(axes)]);
    }

    /// <summary>Repeats dimensions of size 1.</summary>
    /// <param name="input">Any shape that broadcasts to the new one.</param>
    /// <param name="dims">The new shape.</param>
    /// <exception cref="ArgumentException">The input doesn't broadcast to the shape; the message names
    /// both.</exception>
    public GraphValue Expand(GraphValue input, params ReadOnlySpan<int> dims)
    {
        ArgumentNullException.ThrowIfNull(input);
        int[] result = ShapeRules.Broadcast("Expand", input.Dims, dims, $"{input} and {ShapeRules.Text(dims)}");
        return result.AsSpan().SequenceEqual(dims)
            ? Emit("Expand", input.ElementType, result, [input, Integers(dims)])
            : throw new ArgumentException(
                $"Expand: expected a shape that {input} broadcasts to, got {ShapeRules.Text(dims)}.", nameof(dims));
    }

    private static int[] SortedAxes(string operation, ReadOnlySpan<int> axes, int rank)
    {
        int[] sorted = new int[axes.Length];
        for (int i = 0; i < sorted.Length; i++)
        {
            sorted[i] = ShapeRules.Axis(operation, axes[i], rank);
        }

        Array.Sort(sorted);
        return sorted;
    }
}
