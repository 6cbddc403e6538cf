using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Win32.SafeHandles;

namespace DenseEdge.Telemetry.Sensors;

/// <summary>
/// A file that holds one whole number, which the kernel writes anew at every read. It stays open, so that reading it
/// costs one system call and allocates nothing.
/// </summary>
internal sealed class SysfsNumber : IDisposable
{
    // -9223372036854775808 and a line end.
    private const int LongestText = 24;

    private readonly SafeFileHandle _file;

    private SysfsNumber(SafeFileHandle file) => _file = file;

    /// <summary>Opens a file.</summary>
    /// <returns>False if it doesn't exist or may not be read.</returns>
    public static bool TryOpen(string path, [NotNullWhen(true)] out SysfsNumber? number)
    {
        try
        {
            number = new SysfsNumber(File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete));
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            number = null;
            return false;
        }
    }

    /// <summary>Reads the number.</summary>
    /// <returns>
    /// False if the device doesn't answer, as a sensor of a unit that is switched off (EAGAIN), or if there is no number.
    /// </returns>
    public bool TryRead(out long value)
    {
        Span<byte> text = stackalloc byte[LongestText];
        try
        {
            int length = RandomAccess.Read(_file, text, fileOffset: 0);
            return Utf8Parser.TryParse(text[..length], out value, out int used) && IsEnd(text[used..length]);
        }
        catch (IOException)
        {
            value = 0;
            return false;
        }
    }

    public void Dispose() => _file.Dispose();

    private static bool IsEnd(ReadOnlySpan<byte> rest) => rest.TrimEnd("\r\n \0"u8).IsEmpty;
}
