using System.Diagnostics;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Weights;

/// <summary>One tensor of a safetensors file.</summary>
/// <param name="Type">Format of its numbers.</param>
/// <param name="Shape">Its sizes; empty for a scalar.</param>
/// <param name="Data">Its numbers, row by row, little-endian.</param>
internal sealed record SafeTensor(SafeTensorType Type, IReadOnlyList<long> Shape, ReadOnlyMemory<byte> Data)
{
    /// <summary>The shape in the form [2, 3].</summary>
    public string ShapeText => $"[{string.Join(", ", Shape)}]";

    /// <summary>Bytes per number of a format.</summary>
    public static int ElementBytes(SafeTensorType type) => type switch
    {
        SafeTensorType.Bool or SafeTensorType.U8 or SafeTensorType.I8 => 1,
        SafeTensorType.I16 or SafeTensorType.F16 or SafeTensorType.BF16 => 2,
        SafeTensorType.I32 or SafeTensorType.F32 => 4,
        SafeTensorType.I64 or SafeTensorType.F64 => 8,
        _ => throw new UnreachableException($"Unknown format {type}."),
    };

    /// <summary>Copies a tensor of any device out of torch.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <exception cref="NotSupportedException">Its type is none that the trainer uses.</exception>
    public static SafeTensor FromTensor(Tensor tensor)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor local = tensor.detach().cpu().contiguous();
        return new SafeTensor(TypeOf(local.dtype), tensor.shape, local.bytes.ToArray());
    }

    /// <summary>Copies the numbers into a new tensor; formats that the trainer does not compute with become wider.</summary>
    public Tensor ToTensor()
    {
        ReadOnlySpan<byte> bytes = Data.Span;
        long[] shape = [.. Shape];
        return Type switch
        {
            SafeTensorType.F32 => tensor(MemoryMarshal.Cast<byte, float>(bytes).ToArray(), shape),
            SafeTensorType.F64 => tensor(MemoryMarshal.Cast<byte, double>(bytes).ToArray(), shape),
            SafeTensorType.I64 => tensor(MemoryMarshal.Cast<byte, long>(bytes).ToArray(), shape),
            SafeTensorType.I32 => tensor(MemoryMarshal.Cast<byte, int>(bytes).ToArray(), shape),
            SafeTensorType.U8 => tensor(bytes.ToArray(), shape),
            SafeTensorType.F16 or SafeTensorType.BF16 => tensor(ToSingles(), shape),
            SafeTensorType.I16 => tensor(Array.ConvertAll(MemoryMarshal.Cast<byte, short>(bytes).ToArray(), v => (int)v), shape),
            SafeTensorType.I8 => tensor(Array.ConvertAll(MemoryMarshal.Cast<byte, sbyte>(bytes).ToArray(), v => (int)v), shape),
            SafeTensorType.Bool => tensor(bytes.ToArray(), shape),
            _ => throw new UnreachableException($"Unknown format {Type}."),
        };
    }

    /// <summary>Copies floating point numbers of any width.</summary>
    /// <exception cref="InvalidDataException">The numbers are integers.</exception>
    public float[] ToSingles()
    {
        ReadOnlySpan<byte> bytes = Data.Span;
        return Type switch
        {
            SafeTensorType.F32 => MemoryMarshal.Cast<byte, float>(bytes).ToArray(),
            SafeTensorType.F64 => Array.ConvertAll(MemoryMarshal.Cast<byte, double>(bytes).ToArray(), v => (float)v),
            SafeTensorType.F16 => Array.ConvertAll(MemoryMarshal.Cast<byte, Half>(bytes).ToArray(), v => (float)v),
            SafeTensorType.BF16 => Array.ConvertAll(
                MemoryMarshal.Cast<byte, ushort>(bytes).ToArray(), v => BitConverter.UInt32BitsToSingle((uint)v << 16)),
            _ => throw new InvalidDataException($"Expected floating point numbers, found format {Type}."),
        };
    }

    /// <summary>Wraps numbers.</summary>
    /// <param name="values">The numbers, row by row.</param>
    /// <param name="shape">The sizes.</param>
    public static SafeTensor Of(float[] values, params long[] shape) =>
        new(SafeTensorType.F32, shape, MemoryMarshal.AsBytes(values.AsSpan()).ToArray());

    private static SafeTensorType TypeOf(ScalarType type) => type switch
    {
        ScalarType.Float32 => SafeTensorType.F32,
        ScalarType.Float64 => SafeTensorType.F64,
        ScalarType.Int64 => SafeTensorType.I64,
        ScalarType.Int32 => SafeTensorType.I32,
        ScalarType.Byte => SafeTensorType.U8,
        _ => throw new NotSupportedException($"Tensors of type {type} are not used here."),
    };
}
