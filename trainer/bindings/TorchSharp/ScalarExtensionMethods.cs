using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>Numbers to scalars, and tensors of one element to numbers.</summary>
public static class ScalarExtensionMethods
{
    /// <summary>An integer as a scalar.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The scalar.</returns>
    public static Scalar ToScalar(this int value) => value;

    /// <inheritdoc cref="ToScalar(int)"/>
    public static Scalar ToScalar(this long value) => value;

    /// <summary>A real number as a scalar.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The scalar.</returns>
    public static Scalar ToScalar(this float value) => value;

    /// <inheritdoc cref="ToScalar(float)"/>
    public static Scalar ToScalar(this double value) => value;

    /// <summary>A truth value as a scalar.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The scalar.</returns>
    public static Scalar ToScalar(this bool value) => value;

    /// <summary>The one element of a tensor.</summary>
    /// <param name="value">A tensor with one element, on any device.</param>
    /// <returns>The element as a scalar.</returns>
    public static Scalar ToScalar(this torch.Tensor value) => new(ItemOf(value));

    /// <summary>The one element of a tensor, converted.</summary>
    /// <param name="value">A tensor with one element, on any device.</param>
    /// <returns>The element.</returns>
    public static float ToSingle(this torch.Tensor value) => (float)ItemOf(value).Real;

    /// <inheritdoc cref="ToSingle(torch.Tensor)"/>
    public static double ToDouble(this torch.Tensor value) => ItemOf(value).Real;

    /// <inheritdoc cref="ToSingle(torch.Tensor)"/>
    /// <remarks>A fraction is cut off.</remarks>
    public static int ToInt32(this torch.Tensor value) => (int)ToInt64(value);

    /// <inheritdoc cref="ToInt32(torch.Tensor)"/>
    public static long ToInt64(this torch.Tensor value)
    {
        ScalarValue item = ItemOf(value);
        return item.Kind == ScalarValue.RealKind ? (long)item.Real : item.Integer;
    }

    /// <inheritdoc cref="ToInt32(torch.Tensor)"/>
    public static byte ToByte(this torch.Tensor value) => (byte)ToInt64(value);

    /// <summary>Whether the one element of a tensor differs from 0.</summary>
    /// <param name="value">A tensor with one element, on any device.</param>
    /// <returns>The element as a truth value.</returns>
    public static bool ToBoolean(this torch.Tensor value) => ItemOf(value).Real != 0;

    internal static ScalarValue ItemOf(torch.Tensor tensor)
    {
        NativeMethods.TensorItem(Arguments.HandleOf(tensor), out ScalarValue value);
        return value;
    }
}
