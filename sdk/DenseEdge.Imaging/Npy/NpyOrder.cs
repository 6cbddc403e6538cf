namespace DenseEdge.Imaging;

/// <summary>Brings stored numbers into the order of <see cref="NpyArray"/>.</summary>
internal static class NpyOrder
{
    /// <summary>Turns the bytes of every number round.</summary>
    internal static void SwapBytes(byte[] bytes, int width)
    {
        for (int i = 0; width > 1 && i < bytes.Length; i += width)
        {
            bytes.AsSpan(i, width).Reverse();
        }
    }

    /// <summary>Turns Fortran order (the first dimension is the fastest) into C order.</summary>
    internal static byte[] ToRows(byte[] bytes, int[] shape, int width)
    {
        var rows = new byte[bytes.Length];
        var steps = new int[shape.Length];
        int step = width;
        for (int d = 0; d < shape.Length; d++)
        {
            steps[d] = step;
            step = shape[d] > 0 ? step * shape[d] : step;
        }

        var index = new int[shape.Length];
        int from = 0;
        for (int to = 0; to < rows.Length; to += width)
        {
            bytes.AsSpan(from, width).CopyTo(rows.AsSpan(to));
            for (int d = shape.Length - 1; d >= 0; d--)
            {
                from += steps[d];
                if (++index[d] < shape[d])
                {
                    break;
                }

                from -= steps[d] * shape[d];
                index[d] = 0;
            }
        }

        return rows;
    }
}
