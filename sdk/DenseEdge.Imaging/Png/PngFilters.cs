namespace DenseEdge.Imaging;

/// <summary>PNG's five row filters, undone in place (PNG specification, section 9).</summary>
internal static class PngFilters
{
    /// <param name="rows">Rows of one filter byte and <paramref name="rowBytes"/> bytes each.</param>
    /// <param name="rowBytes">Bytes of a row without the filter byte.</param>
    /// <param name="pixelBytes">The distance to the pixel on the left, in bytes.</param>
    /// <param name="name">What a message calls the file.</param>
    internal static void Undo(Span<byte> rows, int rowBytes, int pixelBytes, string name)
    {
        ReadOnlySpan<byte> above = new byte[rowBytes];
        for (int start = 0; start < rows.Length; start += rowBytes + 1)
        {
            Span<byte> row = rows.Slice(start + 1, rowBytes);
            switch (rows[start])
            {
                case 0:
                    break;
                case 1:
                    UndoSub(row, pixelBytes);
                    break;
                case 2:
                    UndoUp(row, above);
                    break;
                case 3:
                    UndoAverage(row, above, pixelBytes);
                    break;
                case 4:
                    UndoPaeth(row, above, pixelBytes);
                    break;
                default:
                    throw new InvalidDataException($"'{name}' is a damaged PNG: there is no row filter {rows[start]}.");
            }

            above = row;
        }
    }

    private static void UndoSub(Span<byte> row, int pixelBytes)
    {
        for (int i = pixelBytes; i < row.Length; i++)
        {
            row[i] = unchecked((byte)(row[i] + row[i - pixelBytes]));
        }
    }

    private static void UndoUp(Span<byte> row, ReadOnlySpan<byte> above)
    {
        for (int i = 0; i < row.Length; i++)
        {
            row[i] = unchecked((byte)(row[i] + above[i]));
        }
    }

    private static void UndoAverage(Span<byte> row, ReadOnlySpan<byte> above, int pixelBytes)
    {
        for (int i = 0; i < row.Length; i++)
        {
            int left = i >= pixelBytes ? row[i - pixelBytes] : 0;
            row[i] = unchecked((byte)(row[i] + ((left + above[i]) >> 1)));
        }
    }

    private static void UndoPaeth(Span<byte> row, ReadOnlySpan<byte> above, int pixelBytes)
    {
        for (int i = 0; i < row.Length; i++)
        {
            int left = i >= pixelBytes ? row[i - pixelBytes] : 0;
            int aboveLeft = i >= pixelBytes ? above[i - pixelBytes] : 0;
            row[i] = unchecked((byte)(row[i] + Paeth(left, above[i], aboveLeft)));
        }
    }

    private static int Paeth(int left, int above, int aboveLeft)
    {
        int estimate = left + above - aboveLeft;
        int toLeft = Math.Abs(estimate - left);
        int toAbove = Math.Abs(estimate - above);
        int toAboveLeft = Math.Abs(estimate - aboveLeft);
        return toLeft <= toAbove && toLeft <= toAboveLeft ? left : toAbove <= toAboveLeft ? above : aboveLeft;
    }
}
