namespace DenseEdge.Onnx.Graphs;

/// <summary>What is known about a value before the graph runs: its element type and its shape.</summary>
/// <param name="ElementType">The element type.</param>
/// <param name="Dims">The size of every dimension; empty for a scalar.</param>
public sealed record TensorInfo(GraphElementType ElementType, IReadOnlyList<int> Dims)
{
    /// <summary>The number of dimensions; 0 for a scalar.</summary>
    public int Rank => Dims.Count;

    /// <summary>The number of elements.</summary>
    /// <exception cref="OverflowException">The shape has more elements than a 64-bit integer can count.</exception>
    public long ElementCount => Dims.Aggregate(1L, (count, size) => checked(count * size));

    /// <summary>Two are equal when type and sizes are.</summary>
    /// <param name="other">The other one.</param>
    public bool Equals(TensorInfo? other)
        => other is not null && ElementType == other.ElementType && Dims.SequenceEqual(other.Dims);

    /// <inheritdoc/>
    public override int GetHashCode() => Dims.Aggregate((int)ElementType, HashCode.Combine);

    /// <summary>Gets type and shape, such as <c>Float32 [1, 3, 8, 8]</c>.</summary>
    public override string ToString() => $"{ElementType} [{string.Join(", ", Dims)}]";
}
