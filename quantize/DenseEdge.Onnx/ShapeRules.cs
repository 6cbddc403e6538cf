namespace DenseEdge.Onnx;

/// <summary>The shape arithmetic that several operators share, and the words for shapes in messages.</summary>
internal static class ShapeRules
{
    public static string Text(ReadOnlySpan<int> dims) => $"[{string.Join(", ", dims.ToArray())}]";

    public static long Count(ReadOnlySpan<int> dims)
    {
        long count = 1;
        foreach (int size in dims)
        {
            count *= size;
        }

        return count;
    }

    /// <summary>Turns a dimension that may count from the end into one that counts from 0.</summary>
    public static int Axis(string operation, int axis, int rank)
    {
        int result = axis < 0 ? axis + rank : axis;
        return result >= 0 && result < rank
            ? result
            : throw new ArgumentException(
                $"{operation}: expected an axis from {-rank} to {rank - 1}, got {axis}.", nameof(axis));
    }

    /// <summary>Gets the common shape of operands that broadcast as in NumPy.</summary>
    public static int[] Broadcast(string operation, GraphValue left, GraphValue right)
        => Broadcast(operation, left.Dims, right.Dims, $"{left} and {right}");

    public static int[] Broadcast(string operation, ReadOnlySpan<int> left, ReadOnlySpan<int> right, string operands)
    {
        int rank = Math.Max(left.Length, right.Length);
        int[] dims = new int[rank];
        for (int fromEnd = 1; fromEnd <= rank; fromEnd++)
        {
            int a = fromEnd <= left.Length ? left[^fromEnd] : 1;
            int b = fromEnd <= right.Length ? right[^fromEnd] : 1;
            if (a != b && a != 1 && b != 1)
            {
                throw new ArgumentException($"{operation}: expected shapes that broadcast, got {operands}.");
            }

            dims[rank - fromEnd] = a == 1 ? b : a;
        }

        return dims;
    }

    /// <summary>Gets the outputs of a sliding window along one side.</summary>
    public static int Windows(string operation, int size, int padding, int kernel, int stride, int dilation)
    {
        int extent = ((kernel - 1) * dilation) + 1;
        return size + padding >= extent
            ? ((size + padding - extent) / stride) + 1
            : throw new ArgumentException(
                $"{operation}: expected at least {extent} pixels for a kernel of {kernel} with dilation {dilation}, "
                + $"got {size} + {padding} of padding.");
    }
}
