namespace System.Device.Gpio;

/// <summary>A level: low or high. default(PinValue) is low.</summary>
public readonly struct PinValue : IEquatable<PinValue>
{
    // A byte, not a bool, so that the struct stays blittable.
    private readonly byte _value;

    private PinValue(byte value) => _value = value;

    /// <summary>Gets the high level.</summary>
    public static PinValue High => new(1);

    /// <summary>Gets the low level.</summary>
    public static PinValue Low => new(0);

    /// <summary>Converts a number: 0 is low, all others are high.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator PinValue(int value) => value == 0 ? Low : High;

    /// <summary>Converts a truth value: true is high.</summary>
    /// <param name="value">The truth value.</param>
    public static implicit operator PinValue(bool value) => value ? High : Low;

    /// <summary>Converts to 1 for high, 0 for low.</summary>
    /// <param name="value">The level.</param>
    public static explicit operator byte(PinValue value) => value._value;

    /// <summary>Converts to 1 for high, 0 for low.</summary>
    /// <param name="value">The level.</param>
    public static explicit operator int(PinValue value) => value._value;

    /// <summary>Converts to true for high.</summary>
    /// <param name="value">The level.</param>
    public static explicit operator bool(PinValue value) => value._value != 0;

    /// <summary>Tells whether two levels are the same.</summary>
    /// <param name="a">One level.</param>
    /// <param name="b">The other level.</param>
    public static bool operator ==(PinValue a, PinValue b) => a.Equals(b);

    /// <summary>Tells whether two levels differ.</summary>
    /// <param name="a">One level.</param>
    /// <param name="b">The other level.</param>
    public static bool operator !=(PinValue a, PinValue b) => !a.Equals(b);

    /// <summary>Gives the other level.</summary>
    /// <param name="v">The level.</param>
    public static PinValue operator !(PinValue v) => v._value == 0 ? High : Low;

    /// <summary>Tells whether the other level is the same.</summary>
    /// <param name="other">The other level.</param>
    public bool Equals(PinValue other) => other._value == _value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PinValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _value;

    /// <summary>Gives "Low" or "High".</summary>
    public override string ToString() => _value == 0 ? "Low" : "High";
}
