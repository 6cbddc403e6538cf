using System.Text;

namespace System.Device.Gpio.Kernel.Abi;

/// <summary>Names and labels: 32 bytes, ended by a zero unless they are full (GPIO_MAX_NAME_SIZE).</summary>
internal static class FixedText
{
    public const int Bytes = 32;

    public static string Read(ReadOnlySpan<byte> field)
    {
        int end = field.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? field : field[..end]);
    }

    /// <summary>Writes a text, cut at a whole character so that the closing zero fits.</summary>
    public static void Write(Span<byte> field, string text)
    {
        field.Clear();
        Encoding.UTF8.GetEncoder().Convert(text, field[..^1], flush: true, out _, out _, out _);
    }
}
