using System.Runtime.InteropServices;
using TorchSharp.Interop;
using TorchSharp.Utils;

namespace TorchSharp;

/// <content>Tensors from C# data.</content>
public static partial class torch
{
    /// <summary>A tensor without dimensions.</summary>
    /// <param name="scalar">Its element.</param>
    /// <param name="device">The device, null for the processor.</param>
    /// <param name="requires_grad">Whether autograd records what is done with the tensor.</param>
    /// <returns>A new tensor.</returns>
    public static Tensor tensor(float scalar, Device? device = null, bool requires_grad = false) =>
        FromSpan([scalar], [], null, device, requires_grad);

    /// <summary>A tensor of one dimension.</summary>
    /// <param name="dataArray">Its elements, copied.</param>
    /// <param name="dtype">The element type, null for the array's.</param>
    /// <param name="device">The device, null for the processor.</param>
    /// <param name="requires_grad">Whether autograd records what is done with the tensor.</param>
    /// <returns>A new tensor.</returns>
    public static Tensor tensor(
        float[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        ArgumentNullException.ThrowIfNull(dataArray);
        return FromSpan<float>(dataArray, [dataArray.Length], dtype, device, requires_grad);
    }

    /// <summary>A tensor of a given shape.</summary>
    /// <param name="dataArray">Its elements, row-major, copied.</param>
    /// <param name="dimensions">The shape.</param>
    /// <param name="dtype">The element type, null for the array's.</param>
    /// <param name="device">The device, null for the processor.</param>
    /// <param name="requires_grad">Whether autograd records what is done with the tensor.</param>
    /// <returns>A new tensor.</returns>
    /// <exception cref="ArgumentException">The shape has another number of elements than the array.</exception>
    public static Tensor tensor(
        float[] dataArray,
        long[] dimensions,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false) => FromSpan<float>(dataArray, Shape(dimensions), dtype, device, requires_grad);

    /// <summary>A tensor of the array's shape.</summary>
    /// <param name="dataArray">Its elements, copied.</param>
    /// <param name="dtype">The element type, null for the array's.</param>
    /// <param name="device">The device, null for the processor.</param>
    /// <param name="requires_grad">Whether autograd records what is done with the tensor.</param>
    /// <returns>A new tensor.</returns>
    public static Tensor tensor(
        float[,] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        from_array(dataArray, dtype, device, requires_grad);

    /// <inheritdoc cref="tensor(float[,], ScalarType?, Device, bool)"/>
    public static Tensor tensor(
        float[,,] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        from_array(dataArray, dtype, device, requires_grad);

    /// <inheritdoc cref="tensor(float[,], ScalarType?, Device, bool)"/>
    public static Tensor tensor(
        float[,,,] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        from_array(dataArray, dtype, device, requires_grad);

    /// <inheritdoc cref="tensor(float, Device, bool)"/>
    public static Tensor tensor(double scalar, Device? device = null, bool requires_grad = false) =>
        FromSpan([scalar], [], null, device, requires_grad);

    /// <inheritdoc cref="tensor(float[], ScalarType?, Device, bool)"/>
    public static Tensor tensor(
        double[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        ArgumentNullException.ThrowIfNull(dataArray);
        return FromSpan<double>(dataArray, [dataArray.Length], dtype, device, requires_grad);
    }

    /// <inheritdoc cref="tensor(float[], long[], ScalarType?, Device, bool)"/>
    public static Tensor tensor(
        double[] dataArray,
        long[] dimensions,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false) => FromSpan<double>(dataArray, Shape(dimensions), dtype, device, requires_grad);

    /// <inheritdoc cref="tensor(float[,], ScalarType?, Device, bool)"/>
    public static Tensor tensor(
        double[,] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        from_array(dataArray, dtype, device, requires_grad);

    /// <inheritdoc cref="tensor(float, Device, bool)"/>
    public static Tensor tensor(long scalar, Device? device = null, bool requires_grad = false) =>
        FromSpan([scalar], [], null, device, requires_grad);

    /// <inheritdoc cref="tensor(float[], ScalarType?, Device, bool)"/>
    public static Tensor tensor(
        long[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        ArgumentNullException.ThrowIfNull(dataArray);
        return FromSpan<long>(dataArray, [dataArray.Length], dtype, device, requires_grad);
    }

    /// <inheritdoc cref="tensor(float[], long[], ScalarType?, Device, bool)"/>
    public static Tensor tensor(
        long[] dataArray,
        long[] dimensions,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false) => FromSpan<long>(dataArray, Shape(dimensions), dtype, device, requires_grad);

    /// <inheritdoc cref="tensor(float[,], ScalarType?, Device, bool)"/>
    public static Tensor tensor(
        long[,] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        from_array(dataArray, dtype, device, requires_grad);

    /// <inheritdoc cref="tensor(float, Device, bool)"/>
    public static Tensor tensor(int scalar, Device? device = null, bool requires_grad = false) =>
        FromSpan([scalar], [], null, device, requires_grad);

    /// <inheritdoc cref="tensor(float[], ScalarType?, Device, bool)"/>
    public static Tensor tensor(
        int[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        ArgumentNullException.ThrowIfNull(dataArray);
        return FromSpan<int>(dataArray, [dataArray.Length], dtype, device, requires_grad);
    }

    /// <inheritdoc cref="tensor(float[], long[], ScalarType?, Device, bool)"/>
    public static Tensor tensor(
        int[] dataArray,
        long[] dimensions,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false) => FromSpan<int>(dataArray, Shape(dimensions), dtype, device, requires_grad);

    /// <inheritdoc cref="tensor(float[,], ScalarType?, Device, bool)"/>
    public static Tensor tensor(
        int[,] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        from_array(dataArray, dtype, device, requires_grad);

    /// <inheritdoc cref="tensor(float, Device, bool)"/>
    public static Tensor tensor(short scalar, Device? device = null, bool requires_grad = false) =>
        FromSpan([scalar], [], null, device, requires_grad);

    /// <inheritdoc cref="tensor(float[], ScalarType?, Device, bool)"/>
    public static Tensor tensor(
        short[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        ArgumentNullException.ThrowIfNull(dataArray);
        return FromSpan<short>(dataArray, [dataArray.Length], dtype, device, requires_grad);
    }

    /// <inheritdoc cref="tensor(float[], long[], ScalarType?, Device, bool)"/>
    public static Tensor tensor(
        short[] dataArray,
        long[] dimensions,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false) => FromSpan<short>(dataArray, Shape(dimensions), dtype, device, requires_grad);

    /// <inheritdoc cref="tensor(float, Device, bool)"/>
    public static Tensor tensor(byte scalar, Device? device = null, bool requires_grad = false) =>
        FromSpan([scalar], [], null, device, requires_grad);

    /// <inheritdoc cref="tensor(float[], ScalarType?, Device, bool)"/>
    public static Tensor tensor(
        byte[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        ArgumentNullException.ThrowIfNull(dataArray);
        return FromSpan<byte>(dataArray, [dataArray.Length], dtype, device, requires_grad);
    }

    /// <inheritdoc cref="tensor(float[], long[], ScalarType?, Device, bool)"/>
    public static Tensor tensor(
        byte[] dataArray,
        long[] dimensions,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false) => FromSpan<byte>(dataArray, Shape(dimensions), dtype, device, requires_grad);

    /// <inheritdoc cref="tensor(float, Device, bool)"/>
    public static Tensor tensor(sbyte scalar, Device? device = null, bool requires_grad = false) =>
        FromSpan([scalar], [], null, device, requires_grad);

    /// <inheritdoc cref="tensor(float[], ScalarType?, Device, bool)"/>
    public static Tensor tensor(
        sbyte[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        ArgumentNullException.ThrowIfNull(dataArray);
        return FromSpan<sbyte>(dataArray, [dataArray.Length], dtype, device, requires_grad);
    }

    /// <inheritdoc cref="tensor(float[], long[], ScalarType?, Device, bool)"/>
    public static Tensor tensor(
        sbyte[] dataArray,
        long[] dimensions,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false) => FromSpan<sbyte>(dataArray, Shape(dimensions), dtype, device, requires_grad);

    /// <inheritdoc cref="tensor(float, Device, bool)"/>
    public static Tensor tensor(bool scalar, Device? device = null, bool requires_grad = false) =>
        FromSpan([scalar], [], null, device, requires_grad);

    /// <inheritdoc cref="tensor(float[], ScalarType?, Device, bool)"/>
    public static Tensor tensor(
        bool[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        ArgumentNullException.ThrowIfNull(dataArray);
        return FromSpan<bool>(dataArray, [dataArray.Length], dtype, device, requires_grad);
    }

    /// <inheritdoc cref="tensor(float[], long[], ScalarType?, Device, bool)"/>
    public static Tensor tensor(
        bool[] dataArray,
        long[] dimensions,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false) => FromSpan<bool>(dataArray, Shape(dimensions), dtype, device, requires_grad);

    /// <inheritdoc cref="tensor(float[,], ScalarType?, Device, bool)"/>
    public static Tensor tensor(
        bool[,] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        from_array(dataArray, dtype, device, requires_grad);

    /// <summary>A tensor of the array's shape.</summary>
    /// <param name="rawArray">Its elements, copied.</param>
    /// <param name="dtype">The element type, null for the array's.</param>
    /// <param name="device">The device, null for the processor.</param>
    /// <param name="requires_grad">Whether autograd records what is done with the tensor.</param>
    /// <returns>A new tensor.</returns>
    /// <exception cref="ArgumentException">No tensor has such elements.</exception>
    public static unsafe Tensor from_array(
        Array rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        ArgumentNullException.ThrowIfNull(rawArray);
        ScalarType type = ElementConversion.TypeOf(rawArray.GetType().GetElementType()!);
        var shape = new long[rawArray.Rank];
        for (int i = 0; i < shape.Length; i++)
        {
            shape[i] = rawArray.GetLongLength(i);
        }

        ref byte first = ref MemoryMarshal.GetArrayDataReference(rawArray);
        return FromBytes(MemoryMarshal.CreateReadOnlySpan(ref first, 1), type, shape, dtype, device, requires_grad);
    }

    private static long[] Shape(long[] dimensions) =>
        dimensions ?? throw new ArgumentNullException(nameof(dimensions));

    private static Tensor FromSpan<T>(
        ReadOnlySpan<T> data, long[] shape, ScalarType? dtype, Device? device, bool requiresGrad)
        where T : unmanaged
    {
        long count = 1;
        for (int i = 0; i < LengthOf(shape); i++)
        {
            count *= shape[i];
        }

        if (count != data.Length)
        {
            throw new ArgumentException(
                $"A shape of [{string.Join(", ", shape)}] has {count} elements, the array has {data.Length}.");
        }

        // The size in bytes may exceed a span of bytes; the shim counts by the shape.
        ref byte first = ref System.Runtime.CompilerServices.Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(data));
        ReadOnlySpan<byte> start = data.IsEmpty ? default : MemoryMarshal.CreateReadOnlySpan(ref first, 1);
        return FromBytes(start, ElementConversion.TypeOf(typeof(T)), shape, dtype, device, requiresGrad);
    }

    private static Tensor FromBytes(
        ReadOnlySpan<byte> start, ScalarType type, long[] shape, ScalarType? dtype, Device? device, bool requiresGrad)
    {
        var options = new TensorOptions(dtype ?? type, device, requiresGrad);
        NativeMethods.FromData(start, (int)type, shape, shape.Length, in options, out TensorHandle result);
        return new Tensor(result);
    }
}
