using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>One number that an operator takes beside tensors.</summary>
public sealed class Scalar : IDisposable
{
    internal readonly ScalarValue Value;

    internal Scalar(ScalarValue value) => Value = value;

    /// <summary>An integer.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Scalar(byte value) => new(new ScalarValue((long)value));

    /// <inheritdoc cref="op_Implicit(byte)"/>
    public static implicit operator Scalar(sbyte value) => new(new ScalarValue((long)value));

    /// <inheritdoc cref="op_Implicit(byte)"/>
    public static implicit operator Scalar(short value) => new(new ScalarValue((long)value));

    /// <inheritdoc cref="op_Implicit(byte)"/>
    public static implicit operator Scalar(int value) => new(new ScalarValue((long)value));

    /// <inheritdoc cref="op_Implicit(byte)"/>
    public static implicit operator Scalar(long value) => new(new ScalarValue(value));

    /// <summary>A real number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Scalar(float value) => new(new ScalarValue((double)value));

    /// <inheritdoc cref="op_Implicit(float)"/>
    public static implicit operator Scalar(double value) => new(new ScalarValue(value));

    /// <summary>A truth value.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Scalar(bool value) => new(new ScalarValue(value));

    /// <summary>Nothing to release here; the official package's scalar holds native memory.</summary>
    public void Dispose()
    {
    }
}
