using System.Diagnostics;

namespace DenseEdge.Contracts;

/// <summary>The keys of the input formats in files and on the command line.</summary>
public static class InputFormats
{
    /// <summary>Every format.</summary>
    public static IReadOnlyList<InputFormat> All { get; } =
        [InputFormat.UInt8Nhwc, InputFormat.Float32Nchw, InputFormat.Float16Nchw];

    /// <summary>Gets the key of a format, such as <c>uint8-nhwc</c>.</summary>
    /// <param name="format">The format.</param>
    public static string Key(this InputFormat format) => format switch
    {
        InputFormat.UInt8Nhwc => "uint8-nhwc",
        InputFormat.Float32Nchw => "float-nchw",
        InputFormat.Float16Nchw => "float16-nchw",
        _ => throw new UnreachableException($"Unknown input format {format}."),
    };

    /// <summary>Finds the format of a key.</summary>
    /// <param name="key">A key, such as <c>float-nchw</c>.</param>
    /// <exception cref="FormatException">No format has this key; the message lists those that exist.</exception>
    public static InputFormat Parse(string key)
    {
        foreach (InputFormat format in All)
        {
            if (string.Equals(format.Key(), key, StringComparison.Ordinal))
            {
                return format;
            }
        }

        throw new FormatException($"Expected an input format ({string.Join(", ", All.Select(Key))}), found '{key}'.");
    }
}
