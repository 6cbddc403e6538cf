namespace DenseEdge.Imaging;

/// <summary>Brings the elements of an <c>.npy</c> file into the one order that <see cref="NpyArray"/> reads.</summary>
internal static class NpyLayout
{
    /// <summary>Copies the elements to C order, little-endian.</summary>
    /// <param name="header">How they are stored.</param>
    /// <param name="stored">The elements as they are stored.</param>
    public static byte[] Normalize(NpyHeader header, ReadOnlySpan<byte> stored)
    {
        byte[] bytes = header.IsFortranOrder && header.Shape.Length > 1
            ? FromFortranOrder(header.Shape, header.ElementBytes, stored)
            : stored.ToArray();
        if (header.IsBigEndian)
        {
            for (int start = 0; start < bytes.Length; start += header.UnitBytes)
            {
                Array.Reverse(bytes, start, header.UnitBytes);
            }
        }

        return bytes;
    }

    private static byte[] FromFortranOrder(int[] shape, int elementBytes, ReadOnlySpan<byte> stored)
    {
        byte[] bytes = new byte[stored.Length];
        int[] strides = new int[shape.Length];
        int stride = elementBytes;
        for (int dimension = 0; dimension < shape.Length; dimension++)
        {
            strides[dimension] = stride;
            stride *= Math.Max(1, shape[dimension]);
        }

        int[] position = new int[shape.Length];
        int source = 0;
        for (int target = 0; target < bytes.Length; target += elementBytes)
        {
            stored.Slice(source, elementBytes).CopyTo(bytes.AsSpan(target));
            for (int dimension = shape.Length - 1; dimension >= 0; dimension--)
            {
                source += strides[dimension];
                if (++position[dimension] < shape[dimension])
                {
                    break;
                }

                source -= strides[dimension] * shape[dimension];
                position[dimension] = 0;
            }
        }

        return bytes;
    }
}
