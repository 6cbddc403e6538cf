using TorchSharp.Interop;

namespace TorchSharp;

/// <content>Tensors of one value, or of none in particular.</content>
public static partial class torch
{
    /// <summary>A tensor of zeros.</summary>
    /// <param name="size">The shape.</param>
    /// <param name="dtype">The element type, null for 32-bit reals.</param>
    /// <param name="device">The device, null for the processor.</param>
    /// <param name="requires_grad">Whether autograd records what is done with the tensor.</param>
    /// <returns>A new tensor.</returns>
    public static Tensor zeros(
        long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Full(size, new ScalarValue(0L), dtype, device, requires_grad);

    /// <inheritdoc cref="zeros(long[], ScalarType?, Device, bool)"/>
    public static Tensor zeros(
        long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        zeros([size], dtype, device, requires_grad);

    /// <inheritdoc cref="zeros(long[], ScalarType?, Device, bool)"/>
    /// <param name="rows">The first size.</param>
    /// <param name="columns">The second size.</param>
    public static Tensor zeros(
        long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        zeros([rows, columns], dtype, device, requires_grad);

    /// <inheritdoc cref="zeros(long[], ScalarType?, Device, bool)"/>
    /// <param name="dim0">The first size.</param>
    /// <param name="dim1">The second size.</param>
    /// <param name="dim2">The third size.</param>
    public static Tensor zeros(
        long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        zeros([dim0, dim1, dim2], dtype, device, requires_grad);

    /// <inheritdoc cref="zeros(long[], ScalarType?, Device, bool)"/>
    /// <param name="dim0">The first size.</param>
    /// <param name="dim1">The second size.</param>
    /// <param name="dim2">The third size.</param>
    /// <param name="dim3">The fourth size.</param>
    public static Tensor zeros(
        long dim0,
        long dim1,
        long dim2,
        long dim3,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false) => zeros([dim0, dim1, dim2, dim3], dtype, device, requires_grad);

    /// <summary>A tensor of ones.</summary>
    /// <param name="size">The shape.</param>
    /// <param name="dtype">The element type, null for 32-bit reals.</param>
    /// <param name="device">The device, null for the processor.</param>
    /// <param name="requires_grad">Whether autograd records what is done with the tensor.</param>
    /// <returns>A new tensor.</returns>
    public static Tensor ones(
        long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Full(size, ScalarValue.One, dtype, device, requires_grad);

    /// <inheritdoc cref="ones(long[], ScalarType?, Device, bool)"/>
    public static Tensor ones(
        long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        ones([size], dtype, device, requires_grad);

    /// <inheritdoc cref="ones(long[], ScalarType?, Device, bool)"/>
    /// <param name="rows">The first size.</param>
    /// <param name="columns">The second size.</param>
    public static Tensor ones(
        long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        ones([rows, columns], dtype, device, requires_grad);

    /// <inheritdoc cref="ones(long[], ScalarType?, Device, bool)"/>
    /// <param name="dim0">The first size.</param>
    /// <param name="dim1">The second size.</param>
    /// <param name="dim2">The third size.</param>
    public static Tensor ones(
        long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        ones([dim0, dim1, dim2], dtype, device, requires_grad);

    /// <inheritdoc cref="ones(long[], ScalarType?, Device, bool)"/>
    /// <param name="dim0">The first size.</param>
    /// <param name="dim1">The second size.</param>
    /// <param name="dim2">The third size.</param>
    /// <param name="dim3">The fourth size.</param>
    public static Tensor ones(
        long dim0,
        long dim1,
        long dim2,
        long dim3,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false) => ones([dim0, dim1, dim2, dim3], dtype, device, requires_grad);

    /// <summary>A tensor whose elements have no particular value.</summary>
    /// <param name="size">The shape.</param>
    /// <param name="dtype">The element type, null for 32-bit reals.</param>
    /// <param name="device">The device, null for the processor.</param>
    /// <param name="requires_grad">Whether autograd records what is done with the tensor.</param>
    /// <returns>A new tensor.</returns>
    public static Tensor empty(
        long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Empty(size, dtype, device, requires_grad);

    /// <inheritdoc cref="empty(long[], ScalarType?, Device, bool)"/>
    public static Tensor empty(
        long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        empty([size], dtype, device, requires_grad);

    /// <inheritdoc cref="empty(long[], ScalarType?, Device, bool)"/>
    /// <param name="rows">The first size.</param>
    /// <param name="columns">The second size.</param>
    public static Tensor empty(
        long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        empty([rows, columns], dtype, device, requires_grad);

    /// <inheritdoc cref="empty(long[], ScalarType?, Device, bool)"/>
    /// <param name="dim0">The first size.</param>
    /// <param name="dim1">The second size.</param>
    /// <param name="dim2">The third size.</param>
    public static Tensor empty(
        long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        empty([dim0, dim1, dim2], dtype, device, requires_grad);

    /// <inheritdoc cref="empty(long[], ScalarType?, Device, bool)"/>
    /// <param name="dim0">The first size.</param>
    /// <param name="dim1">The second size.</param>
    /// <param name="dim2">The third size.</param>
    /// <param name="dim3">The fourth size.</param>
    public static Tensor empty(
        long dim0,
        long dim1,
        long dim2,
        long dim3,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false) => empty([dim0, dim1, dim2, dim3], dtype, device, requires_grad);

    /// <summary>A tensor of one value.</summary>
    /// <param name="size">The shape.</param>
    /// <param name="value">The value; its kind is the default element type's.</param>
    /// <param name="dtype">The element type, null for the value's.</param>
    /// <param name="device">The device, null for the processor.</param>
    /// <param name="requires_grad">Whether autograd records what is done with the tensor.</param>
    /// <returns>A new tensor.</returns>
    public static Tensor full(
        long[] size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        NativeMethods.Full(
            size,
            LengthOf(size),
            in Arguments.ValueOf(value),
            new TensorOptions(dtype, device, requires_grad),
            out TensorHandle result);
        return new Tensor(result);
    }

    /// <inheritdoc cref="full(long[], Scalar, ScalarType?, Device, bool)"/>
    public static Tensor full(
        long size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        full([size], value, dtype, device, requires_grad);

    /// <summary>Zeros in the shape of another tensor.</summary>
    /// <param name="input">The model for shape, element type and device.</param>
    /// <param name="dtype">The element type, null for the model's.</param>
    /// <param name="device">The device, null for the model's.</param>
    /// <param name="requires_grad">Whether autograd records what is done with the tensor.</param>
    /// <returns>A new tensor.</returns>
    public static Tensor zeros_like(
        Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Like(UnaryOperator.ZerosLike, input, dtype, device, requires_grad);

    /// <summary>Ones in the shape of another tensor.</summary>
    /// <inheritdoc cref="zeros_like"/>
    public static Tensor ones_like(
        Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Like(UnaryOperator.OnesLike, input, dtype, device, requires_grad);

    /// <summary>A tensor without particular values in the shape of another tensor.</summary>
    /// <inheritdoc cref="zeros_like"/>
    public static Tensor empty_like(
        Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Like(UnaryOperator.EmptyLike, input, dtype, device, requires_grad);

    /// <summary>The numbers from 0 up to <paramref name="stop"/>.</summary>
    /// <param name="stop">The end, itself not included.</param>
    /// <param name="dtype">The element type, null for the limits'.</param>
    /// <param name="device">The device, null for the processor.</param>
    /// <param name="requires_grad">Whether autograd records what is done with the tensor.</param>
    /// <returns>A new tensor of one dimension.</returns>
    public static Tensor arange(
        Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);

    /// <summary>The numbers from <paramref name="start"/> up to <paramref name="stop"/>.</summary>
    /// <param name="start">The first.</param>
    /// <inheritdoc cref="arange(Scalar, ScalarType?, Device, bool)"/>
    public static Tensor arange(
        Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    /// <summary>Evenly spaced numbers from <paramref name="start"/> up to <paramref name="stop"/>.</summary>
    /// <param name="start">The first.</param>
    /// <param name="step">The distance.</param>
    /// <inheritdoc cref="arange(Scalar, ScalarType?, Device, bool)"/>
    public static Tensor arange(
        Scalar start,
        Scalar stop,
        Scalar step,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false)
    {
        NativeMethods.Arange(
            in Arguments.ValueOf(start),
            in Arguments.ValueOf(stop),
            in Arguments.ValueOf(step),
            new TensorOptions(dtype, device, requires_grad),
            out TensorHandle result);
        return new Tensor(result);
    }

    /// <summary>Evenly spaced numbers, both ends included.</summary>
    /// <param name="start">The first.</param>
    /// <param name="end">The last.</param>
    /// <param name="steps">How many.</param>
    /// <param name="dtype">The element type, null for 32-bit reals.</param>
    /// <param name="device">The device, null for the processor.</param>
    /// <param name="requires_grad">Whether autograd records what is done with the tensor.</param>
    /// <returns>A new tensor of one dimension.</returns>
    public static Tensor linspace(
        double start,
        double end,
        long steps,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false)
    {
        var options = new TensorOptions(dtype, device, requires_grad);
        NativeMethods.Linspace(start, end, steps, in options, out TensorHandle result);
        return new Tensor(result);
    }

    /// <summary>A matrix with ones on its diagonal.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns, -1 for that of rows.</param>
    /// <param name="dtype">The element type, null for 32-bit reals.</param>
    /// <param name="device">The device, null for the processor.</param>
    /// <param name="requires_grad">Whether autograd records what is done with the tensor.</param>
    /// <returns>A new tensor.</returns>
    public static Tensor eye(
        long rows, long columns = -1L, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        var options = new TensorOptions(dtype, device, requires_grad);
        NativeMethods.Eye(rows, columns < 0 ? rows : columns, in options, out TensorHandle result);
        return new Tensor(result);
    }

    private static int LengthOf(long[] size) => size?.Length ?? throw new ArgumentNullException(nameof(size));

    private static Tensor Empty(long[] size, ScalarType? dtype, Device? device, bool requiresGrad)
    {
        var options = new TensorOptions(dtype, device, requiresGrad);
        NativeMethods.Empty(size, LengthOf(size), in options, out TensorHandle result);
        return new Tensor(result);
    }

    // Integers as fill values: the element type must still default to reals.
    private static Tensor Full(
        long[] size, ScalarValue value, ScalarType? dtype, Device? device, bool requiresGrad)
    {
        var options = new TensorOptions(dtype ?? ScalarType.Float32, device, requiresGrad);
        NativeMethods.Full(size, LengthOf(size), in value, in options, out TensorHandle result);
        return new Tensor(result);
    }

    private static Tensor Like(
        UnaryOperator op, Tensor input, ScalarType? dtype, Device? device, bool requiresGrad)
    {
        ArgumentNullException.ThrowIfNull(input);
        Tensor result = input.Unary(op);
        if (dtype is { } type && type != result.dtype)
        {
            using Tensor other = result;
            result = other.to_type(type);
        }

        if (device is not null && (device.type != result.device_type || device.index != result.device_index))
        {
            using Tensor other = result;
            result = other.to(device);
        }

        return requiresGrad ? result.requires_grad_() : result;
    }
}
