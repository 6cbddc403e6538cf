namespace DenseEdge.Training.Weights.Torch;

/// <summary>Turns big-endian numbers into little-endian ones.</summary>
internal static class ByteOrder
{
    /// <summary>Turns the bytes of every number round, in place.</summary>
    /// <param name="bytes">The numbers.</param>
    /// <param name="width">Bytes per number.</param>
    public static byte[] Swapped(byte[] bytes, int width)
    {
        for (int i = 0; width > 1 && i + width <= bytes.Length; i += width)
        {
            bytes.AsSpan(i, width).Reverse();
        }

        return bytes;
    }
}
