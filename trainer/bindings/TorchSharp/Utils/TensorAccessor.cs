using System.Collections;
using TorchSharp.Interop;

namespace TorchSharp.Utils;

/// <summary>The elements of a tensor on the processor, read and written in place.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <remarks>Valid as long as the tensor is.</remarks>
public sealed class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    private readonly torch.Tensor _tensor;
    private readonly nint _data;
    private readonly long[] _sizes;
    private readonly long[] _strides;
    private readonly bool _contiguous;

    internal TensorAccessor(torch.Tensor tensor)
    {
        if (tensor.device_type != DeviceType.CPU)
        {
            throw new InvalidOperationException(
                $"Reading elements needs a tensor on the CPU, this is on {tensor.device}.");
        }

        torch.ScalarType expected = ElementConversion.TypeOf(typeof(T));
        if (tensor.dtype != expected)
        {
            throw new ArgumentException(
                $"The tensor has elements of type {tensor.dtype}, {typeof(T)} reads {expected}.");
        }

        _tensor = tensor;
        NativeMethods.TensorData(tensor.Handle, out _data);
        _sizes = tensor.shape;
        _strides = tensor.stride();
        _contiguous = tensor.IsContiguous;
        Count = tensor.NumberOfElements;
    }

    /// <summary>The number of elements.</summary>
    public long Count { get; }

    /// <summary>One element.</summary>
    /// <param name="indices">Its position in each dimension.</param>
    /// <exception cref="ArgumentException">Another number of positions than dimensions.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A position outside the tensor.</exception>
    public unsafe T this[params long[] indices]
    {
        get => *At(indices);
        set => *At(indices) = value;
    }

    /// <summary>A copy of all elements, row-major.</summary>
    /// <returns>The elements.</returns>
    public T[] ToArray()
    {
        var result = new T[Count];
        CopyTo(result.AsSpan());
        return result;
    }

    /// <summary>Copies elements, row-major.</summary>
    /// <param name="array">Where to copy to.</param>
    /// <param name="arrayIndex">The first place that is written.</param>
    /// <param name="tensorIndex">The first element that is read.</param>
    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) =>
        CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    /// <inheritdoc cref="CopyTo(T[], int, long)"/>
    public unsafe void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        Span<T> target = array[arrayIndex..];
        int count = (int)Math.Min(target.Length, Count - tensorIndex);
        if (_contiguous)
        {
            new ReadOnlySpan<T>((T*)_data + tensorIndex, count).CopyTo(target);
        }
        else
        {
            for (int i = 0; i < count; i++)
            {
                target[i] = ((T*)_data)[OffsetOf(tensorIndex + i)];
            }
        }

        GC.KeepAlive(_tensor);
    }

    /// <summary>Overwrites elements, row-major.</summary>
    /// <param name="array">Where to copy from.</param>
    /// <param name="arrayIndex">The first place that is read.</param>
    /// <param name="tensorIndex">The first element that is written.</param>
    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) =>
        CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    /// <inheritdoc cref="CopyFrom(T[], int, long)"/>
    public unsafe void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        ReadOnlySpan<T> source = array[arrayIndex..];
        int count = (int)Math.Min(source.Length, Count - tensorIndex);
        if (_contiguous)
        {
            source[..count].CopyTo(new Span<T>((T*)_data + tensorIndex, count));
        }
        else
        {
            for (int i = 0; i < count; i++)
            {
                ((T*)_data)[OffsetOf(tensorIndex + i)] = source[i];
            }
        }

        GC.KeepAlive(_tensor);
    }

    /// <summary>The elements, row-major.</summary>
    /// <returns>An enumerator over a copy.</returns>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Nothing to release: the tensor owns the memory.</summary>
    public void Dispose()
    {
    }

    private unsafe T* At(long[] indices) => (T*)_data + Offset(indices);

    private long Offset(long[] indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        if (indices.Length != _sizes.Length)
        {
            throw new ArgumentException($"The tensor has {_sizes.Length} dimensions, got {indices.Length} positions.");
        }

        long offset = 0;
        for (int i = 0; i < indices.Length; i++)
        {
            if ((ulong)indices[i] >= (ulong)_sizes[i])
            {
                throw new ArgumentOutOfRangeException(
                    nameof(indices), $"Position {indices[i]} of dimension {i}, which has {_sizes[i]}.");
            }

            offset += indices[i] * _strides[i];
        }

        return offset;
    }

    private long OffsetOf(long position)
    {
        long offset = 0;
        for (int i = _sizes.Length - 1; i >= 0; i--)
        {
            (position, long index) = Math.DivRem(position, _sizes[i]);
            offset += index * _strides[i];
        }

        return offset;
    }
}
