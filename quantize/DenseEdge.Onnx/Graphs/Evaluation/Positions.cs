namespace DenseEdge.Onnx.Graphs.Evaluation;

/// <summary>Arithmetic of row-major positions.</summary>
internal static class Positions
{
    /// <summary>Gets the distance of neighbours along every dimension.</summary>
    public static int[] Strides(IReadOnlyList<int> dims)
    {
        int[] strides = new int[dims.Count];
        for (int i = strides.Length - 1, stride = 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride = checked(stride * dims[i]);
        }

        return strides;
    }

    /// <summary>Makes a table of source positions: at index (i0, i1, ...) stands offset + Σ i_d · steps[d].</summary>
    public static int[] Table(IReadOnlyList<int> dims, IReadOnlyList<int> steps, int offset = 0)
    {
        int count = checked((int)dims.Aggregate(1L, (product, size) => product * size));
        int[] table = new int[count];
        int[] index = new int[dims.Count];
        for (int i = 0, source = offset; i < count; i++)
        {
            table[i] = source;
            for (int d = dims.Count - 1; d >= 0; d--)
            {
                source += steps[d];
                if (++index[d] < dims[d])
                {
                    break;
                }

                source -= steps[d] * dims[d];
                index[d] = 0;
            }
        }

        return table;
    }

    /// <summary>Makes a table of source positions for a shape that broadcasts to a larger one.</summary>
    public static int[] Broadcast(IReadOnlyList<int> from, IReadOnlyList<int> to)
    {
        int[] strides = Strides(from), steps = new int[to.Count];
        for (int i = 0; i < from.Count; i++)
        {
            steps[to.Count - from.Count + i] = from[i] == 1 ? 0 : strides[i];
        }

        return Table(to, steps);
    }
}
