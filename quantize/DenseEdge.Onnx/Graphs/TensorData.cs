using System.Runtime.InteropServices;
using DenseEdge.Onnx.Schema;
using Google.Protobuf;

namespace DenseEdge.Onnx.Graphs;

/// <summary>
/// Reads and writes the elements of a stored tensor. ONNX keeps them either as little-endian bytes or in one of five
/// typed lists, of which <c>int32_data</c> also carries all narrower integers and the bits of 16-bit floats.
/// </summary>
internal static class TensorData
{
    /// <summary>Gets the shape.</summary>
    public static int[] Dims(TensorProto tensor)
    {
        int[] dims = new int[tensor.Dims.Count];
        for (int i = 0; i < dims.Length; i++)
        {
            dims[i] = tensor.Dims[i] is >= 0 and <= int.MaxValue
                ? (int)tensor.Dims[i]
                : throw new InvalidDataException(
                    $"the constant '{tensor.Name}' has a dimension of {tensor.Dims[i]}: expected 0 to {int.MaxValue}.");
        }

        return dims;
    }

    /// <summary>Counts the elements that the shape of a tensor says.</summary>
    public static long CountElements(TensorProto tensor)
    {
        UInt128 count = 1;
        foreach (int size in Dims(tensor))
        {
            count *= (uint)size;
            if (count > int.MaxValue)
            {
                throw new InvalidDataException(
                    $"the constant '{tensor.Name}' has the shape [{string.Join(", ", tensor.Dims)}]: expected at most "
                    + $"{int.MaxValue} elements.");
            }
        }

        return (long)count;
    }

    /// <summary>Checks that a tensor holds as many elements as its shape says, without decoding them.</summary>
    public static void RequireComplete(TensorProto tensor)
    {
        GraphElementType type = (GraphElementType)tensor.DataType;
        int bytes = ElementBytes(type);
        if (bytes == 0 && type != GraphElementType.String)
        {
            throw new InvalidDataException($"the constant '{tensor.Name}' has the element type {tensor.DataType}, which is "
                + "not supported.");
        }

        long expected = CountElements(tensor);
        bool whole = !tensor.HasRawData || tensor.RawData.Length % Math.Max(bytes, 1) == 0;
        long found = tensor.HasRawData && bytes > 0 ? tensor.RawData.Length / bytes : ListedElements(tensor, type);
        if (found != expected || !whole)
        {
            throw new InvalidDataException(
                $"the constant '{tensor.Name}' holds {found} elements: expected {expected} for its shape "
                + $"[{string.Join(", ", tensor.Dims)}].");
        }
    }

    private static int ListedElements(TensorProto tensor, GraphElementType type) => type switch
    {
        GraphElementType.Float32 => tensor.FloatData.Count,
        GraphElementType.Float64 => tensor.DoubleData.Count,
        GraphElementType.Int64 => tensor.Int64Data.Count,
        GraphElementType.UInt32 or GraphElementType.UInt64 => tensor.Uint64Data.Count,
        GraphElementType.String => tensor.StringData.Count,
        _ => tensor.Int32Data.Count,
    };

    public static bool IsFloating(GraphElementType type)
        => type is GraphElementType.Float32 or GraphElementType.Float16 or GraphElementType.BFloat16
            or GraphElementType.Float64;

    /// <summary>Bytes of one element; 0 for types without a fixed size.</summary>
    public static int ElementBytes(GraphElementType type) => type switch
    {
        GraphElementType.UInt8 or GraphElementType.Int8 or GraphElementType.Bool => 1,
        GraphElementType.UInt16 or GraphElementType.Int16 or GraphElementType.Float16 or GraphElementType.BFloat16 => 2,
        GraphElementType.Int32 or GraphElementType.UInt32 or GraphElementType.Float32 => 4,
        GraphElementType.Int64 or GraphElementType.UInt64 or GraphElementType.Float64 => 8,
        _ => 0,
    };

    /// <summary>Decodes a tensor of any floating type.</summary>
    public static double[] Reals(TensorProto tensor)
    {
        GraphElementType type = (GraphElementType)tensor.DataType;
        double[] values = type switch
        {
            GraphElementType.Float32 when tensor.HasRawData => Widen(Raw<float>(tensor), value => (double)value),
            GraphElementType.Float32 => [.. tensor.FloatData.Select(value => (double)value)],
            GraphElementType.Float64 when tensor.HasRawData => Raw<double>(tensor).ToArray(),
            GraphElementType.Float64 => [.. tensor.DoubleData],
            GraphElementType.Float16 => [.. Bits(tensor).Select(bits => (double)BitConverter.UInt16BitsToHalf(bits))],
            GraphElementType.BFloat16 => [.. Bits(tensor).Select(bits => (double)BitConverter.Int32BitsToSingle(bits << 16))],
            _ => throw new InvalidDataException(
                $"the constant '{tensor.Name}' is {type}: expected a floating point type."),
        };
        return Complete(tensor, values);
    }

    /// <summary>Decodes a tensor of any integer type or of truth values.</summary>
    public static long[] Integers(TensorProto tensor)
    {
        GraphElementType type = (GraphElementType)tensor.DataType;
        long[] values = type switch
        {
            GraphElementType.UInt8 or GraphElementType.Bool when tensor.HasRawData => Widen(Raw<byte>(tensor), v => (long)v),
            GraphElementType.Int8 when tensor.HasRawData => Widen(Raw<sbyte>(tensor), v => (long)v),
            GraphElementType.UInt16 when tensor.HasRawData => Widen(Raw<ushort>(tensor), v => (long)v),
            GraphElementType.Int16 when tensor.HasRawData => Widen(Raw<short>(tensor), v => (long)v),
            GraphElementType.Int32 when tensor.HasRawData => Widen(Raw<int>(tensor), v => (long)v),
            GraphElementType.UInt32 when tensor.HasRawData => Widen(Raw<uint>(tensor), v => (long)v),
            GraphElementType.Int64 or GraphElementType.UInt64 when tensor.HasRawData => Raw<long>(tensor).ToArray(),
            GraphElementType.UInt8 or GraphElementType.Int8 or GraphElementType.Bool or GraphElementType.UInt16
                or GraphElementType.Int16 or GraphElementType.Int32 => [.. tensor.Int32Data.Select(value => (long)value)],
            GraphElementType.Int64 => [.. tensor.Int64Data],
            GraphElementType.UInt32 or GraphElementType.UInt64 => [.. tensor.Uint64Data.Select(v => unchecked((long)v))],
            _ => throw new InvalidDataException($"the constant '{tensor.Name}' is {type}: expected an integer type."),
        };
        return Complete(tensor, values);
    }

    /// <summary>Makes a tensor that stores its elements as bytes.</summary>
    public static TensorProto Encode<T>(string name, GraphElementType type, ReadOnlySpan<int> dims, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        if (ShapeRules.Count(dims) != values.Length)
        {
            throw new ArgumentException(
                $"Expected {ShapeRules.Count(dims)} elements for '{name}' of shape {ShapeRules.Text(dims)}, "
                + $"got {values.Length}.",
                nameof(values));
        }

        TensorProto tensor = new()
        {
            Name = name,
            DataType = (int)type,
            RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(values)),
        };
        foreach (int size in dims)
        {
            tensor.Dims.Add(size);
        }

        return tensor;
    }

    private static ushort[] Bits(TensorProto tensor)
        => tensor.HasRawData
            ? Raw<ushort>(tensor).ToArray()
            : [.. tensor.Int32Data.Select(value => unchecked((ushort)value))];

    private static ReadOnlySpan<T> Raw<T>(TensorProto tensor)
        where T : unmanaged
    {
        ReadOnlySpan<byte> bytes = tensor.RawData.Span;
        int size = Marshal.SizeOf<T>();
        return bytes.Length % size == 0
            ? MemoryMarshal.Cast<byte, T>(bytes)
            : throw new InvalidDataException(
                $"the constant '{tensor.Name}' holds {bytes.Length} bytes: expected a multiple of {size}.");
    }

    private static TWide[] Widen<T, TWide>(ReadOnlySpan<T> values, Func<T, TWide> convert)
    {
        TWide[] wide = new TWide[values.Length];
        for (int i = 0; i < wide.Length; i++)
        {
            wide[i] = convert(values[i]);
        }

        return wide;
    }

    private static T[] Complete<T>(TensorProto tensor, T[] values)
    {
        int[] dims = Dims(tensor);
        return ShapeRules.Count(dims) == values.Length
            ? values
            : throw new InvalidDataException(
                $"the constant '{tensor.Name}' holds {values.Length} elements: expected {ShapeRules.Count(dims)} "
                + $"for its shape {ShapeRules.Text(dims)}.");
    }
}
