using TorchSharp.Interop;

namespace TorchSharp.Utils;

/// <summary>C#'s number types beside libtorch's.</summary>
internal static class ElementConversion
{
    /// <summary>The element type that holds a C# type.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static torch.ScalarType TypeOf(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Byte => torch.ScalarType.Byte,
        TypeCode.SByte => torch.ScalarType.Int8,
        TypeCode.Int16 => torch.ScalarType.Int16,
        TypeCode.Int32 => torch.ScalarType.Int32,
        TypeCode.Int64 => torch.ScalarType.Int64,
        TypeCode.Single => torch.ScalarType.Float32,
        TypeCode.Double => torch.ScalarType.Float64,
        TypeCode.Boolean => torch.ScalarType.Bool,
        _ when type == typeof(Half) => torch.ScalarType.Float16,
        _ => throw new ArgumentException($"No tensor has elements of type {type}.", nameof(type)),
    };

    public static T To<T>(ScalarValue value)
        where T : unmanaged
    {
        object result = TypeOf(typeof(T)) switch
        {
            torch.ScalarType.Byte => (byte)Integer(value),
            torch.ScalarType.Int8 => (sbyte)Integer(value),
            torch.ScalarType.Int16 => (short)Integer(value),
            torch.ScalarType.Int32 => (int)Integer(value),
            torch.ScalarType.Int64 => Integer(value),
            torch.ScalarType.Float32 => (float)value.Real,
            torch.ScalarType.Float64 => value.Real,
            torch.ScalarType.Float16 => (Half)value.Real,
            _ => value.Real != 0,
        };
        return (T)result;
    }

    private static long Integer(ScalarValue value) =>
        value.Kind == ScalarValue.RealKind ? (long)value.Real : value.Integer;
}
