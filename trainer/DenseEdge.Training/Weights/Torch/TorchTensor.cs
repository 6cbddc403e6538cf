namespace DenseEdge.Training.Weights.Torch;

/// <summary>A tensor of a checkpoint, whose numbers have not been read.</summary>
/// <param name="Storage">Where its numbers are.</param>
/// <param name="Offset">The first one, counted from the start of the storage.</param>
/// <param name="Size">Its sizes.</param>
/// <param name="Stride">How many numbers lie between neighbours in each dimension.</param>
internal sealed record TorchTensor(TorchStorage Storage, long Offset, IReadOnlyList<long> Size, IReadOnlyList<long> Stride)
{
    /// <summary>The number of elements; checked when the tensor was made.</summary>
    public long Count => Size.Contains(0) ? 0 : Size.Aggregate(1L, (product, size) => product * size);

    /// <summary>Whether the numbers lie row by row without gaps.</summary>
    public bool IsContiguous
    {
        get
        {
            long expected = 1;
            for (int d = Size.Count - 1; d >= 0; d--)
            {
                if (Size[d] != 1 && Stride[d] != expected)
                {
                    return false;
                }

                expected *= Size[d];
            }

            return true;
        }
    }

    /// <summary>Checks that every element lies within the storage.</summary>
    /// <exception cref="InvalidDataException">One does not, or a number is negative.</exception>
    public TorchTensor Checked()
    {
        const int MostDimensions = 64;
        Int128 count = 1;
        Int128 last = Offset;
        bool wrong = Size.Count != Stride.Count || Size.Count > MostDimensions || Offset < 0;
        for (int d = 0; d < Size.Count && !wrong; d++)
        {
            wrong = Size[d] < 0 || Stride[d] < 0;
            count = wrong ? 0 : count > long.MaxValue ? count : count * Size[d];
            last = wrong || last > long.MaxValue ? last : last + ((Int128)Math.Max(0, Size[d] - 1) * Stride[d]);
        }

        bool empty = Size.Contains(0);
        return !wrong && (empty || (last < Storage.Length && count <= Array.MaxLength))
            ? this
            : throw new InvalidDataException(
                $"it has a tensor of sizes [{string.Join(", ", Size.Take(MostDimensions))}], strides "
                + $"[{string.Join(", ", Stride.Take(MostDimensions))}] and offset {Offset} "
                + $"in a storage of {Storage.Length} numbers");
    }
}
