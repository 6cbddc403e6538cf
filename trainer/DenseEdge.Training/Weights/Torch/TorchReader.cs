namespace DenseEdge.Training.Weights.Torch;

/// <summary>Copies the numbers of tensors out of their storages.</summary>
/// <param name="container">The file.</param>
/// <param name="fileBytes">The file's length: tensors can't grow far beyond it.</param>
internal sealed class TorchReader(ITorchContainer container, long fileBytes)
{
    // Tensors may repeat their numbers (strides of 0) and archives may be compressed, but not without bound.
    private const long AlwaysAllowed = 64L << 20;
    private const long MostGrowth = 20;

    private readonly long _limit = AlwaysAllowed + (MostGrowth * fileBytes);
    private readonly Dictionary<string, byte[]> _shared = new(StringComparer.Ordinal);
    private Int128 _used;

    /// <summary>Reads tensors.</summary>
    /// <param name="wanted">Their names and places.</param>
    /// <exception cref="InvalidDataException">
    /// A storage is missing, or they are larger than any honest file makes them.
    /// </exception>
    public IReadOnlyDictionary<string, SafeTensor> Read(IReadOnlyList<(string Name, TorchTensor Tensor)> wanted)
    {
        Dictionary<string, int> uses = wanted.GroupBy(entry => entry.Tensor.Storage.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        Dictionary<string, SafeTensor> tensors = new(StringComparer.Ordinal);
        foreach ((string name, TorchTensor tensor) in wanted)
        {
            try
            {
                tensors[name] = Read(tensor, uses[tensor.Storage.Key] > 1);
            }
            catch (InvalidDataException fault)
            {
                throw new InvalidDataException($"'{name}': {fault.Message}", fault);
            }
        }

        return tensors;
    }

    private SafeTensor Read(TorchTensor tensor, bool isShared)
    {
        TorchStorage storage = tensor.Storage;
        int width = SafeTensor.ElementBytes(storage.Type);
        Count((Int128)tensor.Count * width);
        if (!_shared.TryGetValue(storage.Key, out byte[]? numbers))
        {
            Count((Int128)storage.Count * width);
            numbers = container.Read(storage with { Start = 0, Length = storage.Count });
            if (isShared)
            {
                _shared.Add(storage.Key, numbers);
            }
        }

        long first = (storage.Start + tensor.Offset) * width;
        if (tensor.Count > 0 && tensor.IsContiguous)
        {
            byte[] copy = numbers.AsSpan((int)first, (int)(tensor.Count * width)).ToArray();
            return new SafeTensor(storage.Type, tensor.Size, copy);
        }

        return new SafeTensor(storage.Type, tensor.Size, Gather(tensor, numbers, first, width));
    }

    private void Count(Int128 bytes)
    {
        _used += bytes;
        if (_used > _limit)
        {
            throw new InvalidDataException(
                $"its tensors take more than {_limit} bytes, out of all proportion to a file of {fileBytes} bytes");
        }
    }

    private static byte[] Gather(TorchTensor tensor, byte[] numbers, long first, int width)
    {
        byte[] gathered = new byte[tensor.Count * width];
        long[] index = new long[tensor.Size.Count];
        long from = first;
        for (int to = 0; to < gathered.Length; to += width)
        {
            numbers.AsSpan((int)from, width).CopyTo(gathered.AsSpan(to));
            for (int d = index.Length - 1; d >= 0; d--)
            {
                from += tensor.Stride[d] * width;
                if (++index[d] < tensor.Size[d])
                {
                    break;
                }

                from -= tensor.Stride[d] * tensor.Size[d] * width;
                index[d] = 0;
            }
        }

        return gathered;
    }
}
