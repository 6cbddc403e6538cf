using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using OrtHalf = Microsoft.ML.OnnxRuntime.Float16;

namespace DenseEdge.Quantization.Comparison;

/// <summary>The values of one tensor outside of the engine: numbers, or labels.</summary>
/// <param name="Numbers">The numbers; null for labels.</param>
/// <param name="Labels">The labels; null for numbers.</param>
internal sealed record TensorCopy(float[]? Numbers, long[]? Labels)
{
    /// <summary>Copies a tensor.</summary>
    /// <param name="value">Float32, Float16, or integers.</param>
    public static TensorCopy Of(OrtValue value)
    {
        TensorElementType type = value.GetTensorTypeAndShape().ElementDataType;
        return type switch
        {
            TensorElementType.Float => new TensorCopy(value.GetTensorDataAsSpan<float>().ToArray(), null),
            TensorElementType.Float16 => new TensorCopy(
                Widen(MemoryMarshal.Cast<OrtHalf, Half>(value.GetTensorDataAsSpan<OrtHalf>())), null),
            TensorElementType.UInt8 => new TensorCopy(null, Integers(value.GetTensorDataAsSpan<byte>(), code => code)),
            TensorElementType.Int8 => new TensorCopy(null, Integers(value.GetTensorDataAsSpan<sbyte>(), code => code)),
            TensorElementType.Int32 => new TensorCopy(null, Integers(value.GetTensorDataAsSpan<int>(), code => code)),
            TensorElementType.Int64 => new TensorCopy(null, value.GetTensorDataAsSpan<long>().ToArray()),
            _ => throw new InvalidDataException(
                $"Expected an output of float32, float16, int8, uint8, int32 or int64, found {type}."),
        };
    }

    private static float[] Widen(ReadOnlySpan<Half> values)
    {
        float[] wide = new float[values.Length];
        TensorPrimitives.ConvertToSingle(values, wide);
        return wide;
    }

    private static long[] Integers<T>(ReadOnlySpan<T> values, Func<T, long> convert)
    {
        long[] result = new long[values.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = convert(values[i]);
        }

        return result;
    }
}
