namespace DenseEdge.Onnx;

/// <content>Operators that combine elements along dimensions.</content>
public sealed partial class OnnxGraphBuilder
{
    /// <summary>Matrix product over the last two dimensions; the others broadcast as in NumPy.</summary>
    /// <param name="left">[..., M, K].</param>
    /// <param name="right">[..., K, N].</param>
    /// <returns>[..., M, N].</returns>
    /// <exception cref="ArgumentException">The inner sizes differ or the outer ones don't broadcast; the message names
    /// both.</exception>
    public GraphValue MatMul(GraphValue left, GraphValue right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left.Rank < 2 || right.Rank < 2 || left[-1] != right[-2])
        {
            throw new ArgumentException($"MatMul: expected [..., M, K] and [..., K, N], got {left} and {right}.");
        }

        int[] outer = ShapeRules.Broadcast("MatMul", left.Dims[..^2], right.Dims[..^2], $"{left} and {right}");
        return Emit("MatMul", left.ElementType, [.. outer, left[-2], right[-1]], [left, right]);
    }

    /// <summary>Exponentials that sum to one along a dimension.</summary>
    /// <param name="input">Any shape.</param>
    /// <param name="axis">The dimension; negative values count from the end.</param>
    /// <returns>The same shape.</returns>
    public GraphValue Softmax(GraphValue input, int axis)
        => Emit(
            "Softmax",
            Float("Softmax", input).ElementType,
            input.Dims.ToArray(),
            [input],
            Attribute("axis", (long)ShapeRules.Axis("Softmax", axis, input.Rank)));

    /// <summary>Index of the largest element along a dimension; the first of equals.</summary>
    /// <param name="input">Any shape.</param>
    /// <param name="axis">The dimension; negative values count from the end.</param>
    /// <param name="keepDims">Whether the dimension stays, with size 1.</param>
    /// <returns>Indices as 64-bit integers.</returns>
    public GraphValue ArgMax(GraphValue input, int axis, bool keepDims = true)
    {
        ArgumentNullException.ThrowIfNull(input);
        int along = ShapeRules.Axis("ArgMax", axis, input.Rank);
        return Emit(
            "ArgMax",
            GraphElementType.Int64,
            Reduced("ArgMax", input, keepDims, along),
            [input],
            Attribute("axis", (long)along),
            Attribute("keepdims", keepDims ? 1L : 0L));
    }

    /// <summary>Sum along dimensions.</summary>
    /// <param name="input">Any shape.</param>
    /// <param name="keepDims">Whether the dimensions stay, with size 1.</param>
    /// <param name="axes">The dimensions; negative values count from the end.</param>
    public GraphValue ReduceSum(GraphValue input, bool keepDims, params ReadOnlySpan<int> axes)
        => Emit(
            "ReduceSum",
            Float("ReduceSum", input).ElementType,
            Reduced("ReduceSum", input, keepDims, axes),
            [input, Integers(axes)],
            Attribute("keepdims", keepDims ? 1L : 0L));

    /// <summary>Mean along dimensions.</summary>
    /// <inheritdoc cref="ReduceSum"/>
    public GraphValue ReduceMean(GraphValue input, bool keepDims, params ReadOnlySpan<int> axes)
        => ReduceByAttribute("ReduceMean", input, keepDims, axes);

    /// <summary>Largest element along dimensions.</summary>
    /// <inheritdoc cref="ReduceSum"/>
    public GraphValue ReduceMax(GraphValue input, bool keepDims, params ReadOnlySpan<int> axes)
        => ReduceByAttribute("ReduceMax", input, keepDims, axes);

    /// <summary>Square root of the sum of squares along dimensions.</summary>
    /// <inheritdoc cref="ReduceSum"/>
    public GraphValue ReduceL2(GraphValue input, bool keepDims, params ReadOnlySpan<int> axes)
        => ReduceByAttribute("ReduceL2", input, keepDims, axes);

    private GraphValue ReduceByAttribute(string operation, GraphValue input, bool keepDims, ReadOnlySpan<int> axes)
        => Emit(
            operation,
            Float(operation, input).ElementType,
            Reduced(operation, input, keepDims, axes),
            [input],
            Attribute("axes", axes),
            Attribute("keepdims", keepDims ? 1L : 0L));

    private static int[] Reduced(string operation, GraphValue input, bool keepDims, params ReadOnlySpan<int> axes)
    {
        int[] dims = input.Dims.ToArray();
        foreach (int axis in axes)
        {
            dims[ShapeRules.Axis(operation, axis, input.Rank)] = keepDims ? 1 : 0;
        }

        return keepDims ? dims : Array.FindAll(dims, size => size != 0);
    }
}
