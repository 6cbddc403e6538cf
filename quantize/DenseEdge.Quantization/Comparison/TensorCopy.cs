using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using OrtHalf = Microsoft.ML.OnnxRuntime.Float16;

namespace DenseEdge.Quantization.Comparison;

/// <summary>The values of one tensor outside of the engine: numbers, or labels. Numbers lie in a pooled array that goes back when
/// every reader has released it: a network at full size hands out gigabytes for one image, which the collector would let pile
/// up.</summary>
internal sealed class TensorCopy
{
    private readonly int _length;
    private float[]? _numbers;
    private int _readers;

    private TensorCopy(float[]? numbers, int length, long[]? labels)
        => (_numbers, _length, Labels) = (numbers, length, labels);

    /// <summary>Whether these are numbers; else they are labels.</summary>
    public bool IsReal => Labels is null;

    /// <summary>The numbers; none for labels, and none after the last release.</summary>
    public ReadOnlySpan<float> Numbers => _numbers.AsSpan(0, _numbers is null ? 0 : _length);

    /// <summary>The labels; null for numbers.</summary>
    public long[]? Labels { get; }

    /// <summary>Copies a tensor.</summary>
    /// <param name="value">Float32, Float16, or integers.</param>
    public static TensorCopy Of(OrtValue value)
    {
        TensorElementType type = value.GetTensorTypeAndShape().ElementDataType;
        return type switch
        {
            TensorElementType.Float => Copy(value.GetTensorDataAsSpan<float>()),
            TensorElementType.Float16 => Widen(MemoryMarshal.Cast<OrtHalf, Half>(value.GetTensorDataAsSpan<OrtHalf>())),
            TensorElementType.UInt8 => Integers(value.GetTensorDataAsSpan<byte>(), code => code),
            TensorElementType.Int8 => Integers(value.GetTensorDataAsSpan<sbyte>(), code => code),
            TensorElementType.Int32 => Integers(value.GetTensorDataAsSpan<int>(), code => code),
            TensorElementType.Int64 => Integers(value.GetTensorDataAsSpan<long>(), code => code),
            _ => throw new InvalidDataException(
                $"Expected an output of float32, float16, int8, uint8, int32 or int64, found {type}."),
        };
    }

    /// <summary>Says how many readers there will be.</summary>
    /// <param name="readers">Their number; with none the array goes back at once.</param>
    public void Retain(int readers)
    {
        _readers = readers + 1;
        Release();
    }

    /// <summary>Tells that one reader is done.</summary>
    public void Release()
    {
        if (--_readers == 0 && _numbers is { } numbers)
        {
            _numbers = null;
            ArrayPool<float>.Shared.Return(numbers);
        }
    }

    private static TensorCopy Copy(ReadOnlySpan<float> values)
    {
        float[] copy = ArrayPool<float>.Shared.Rent(values.Length);
        values.CopyTo(copy);
        return new TensorCopy(copy, values.Length, null);
    }

    private static TensorCopy Widen(ReadOnlySpan<Half> values)
    {
        float[] wide = ArrayPool<float>.Shared.Rent(values.Length);
        TensorPrimitives.ConvertToSingle(values, wide);
        return new TensorCopy(wide, values.Length, null);
    }

    private static TensorCopy Integers<T>(ReadOnlySpan<T> values, Func<T, long> convert)
    {
        long[] result = new long[values.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = convert(values[i]);
        }

        return new TensorCopy(null, 0, result);
    }
}
