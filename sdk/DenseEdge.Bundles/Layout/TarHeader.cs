using System.Text;

namespace DenseEdge.Bundles.Layout;

/// <summary>One header of a tar file in the ustar format (POSIX.1-1988): 512 bytes before each file.</summary>
/// <param name="Name">The path, with '/' between its parts.</param>
/// <param name="Kind">The type flag: '0' or NUL for a file, '5' for a folder.</param>
/// <param name="Size">Length in bytes of what follows.</param>
internal sealed record TarHeader(string Name, char Kind, long Size)
{
    /// <summary>Length of a header, and of the blocks that files are padded to.</summary>
    public const int BlockBytes = 512;

    /// <summary>A file.</summary>
    public const char File = '0';

    /// <summary>A folder.</summary>
    public const char Folder = '5';

    private const int NameBytes = 100;
    private const int ChecksumAt = 148;
    private const int ChecksumBytes = 8;
    private const int SizeAt = 124;
    private const int NumberBytes = 12;
    private const int KindAt = 156;
    private const int MagicAt = 257;
    private const int PrefixAt = 345;
    private const int PrefixBytes = 155;
    private const string FileMode = "0000644\0";
    private const string NoOwner = "0000000\0";

    /// <summary>Bytes from the end of a file of this length to the next header.</summary>
    public static int Padding(long size) => (int)((BlockBytes - (size % BlockBytes)) % BlockBytes);

    /// <summary>Writes a header: no owner, no time, so that equal files make equal bytes.</summary>
    public static byte[] Write(string name, long size)
    {
        byte[] block = new byte[BlockBytes];
        Put(block, 0, name);
        Put(block, NameBytes, FileMode);
        Put(block, NameBytes + 8, NoOwner);
        Put(block, NameBytes + 16, NoOwner);
        Put(block, SizeAt, Convert.ToString(size, 8).PadLeft(NumberBytes - 1, '0'));
        Put(block, SizeAt + NumberBytes, new string('0', NumberBytes - 1));
        block[KindAt] = (byte)File;
        Put(block, MagicAt, "ustar\u000000");
        Put(block, ChecksumAt, Convert.ToString(Checksum(block), 8).PadLeft(6, '0') + "\0 ");
        return block;
    }

    /// <summary>Reads a header.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static TarHeader Read(ReadOnlySpan<byte> block)
    {
        if (!block.Slice(MagicAt, 5).SequenceEqual("ustar"u8))
        {
            throw new FormatException("expected a tar file (ustar), found other bytes");
        }

        long checksum = Number(block.Slice(ChecksumAt, ChecksumBytes));
        if (checksum != Checksum(block))
        {
            throw new FormatException($"expected a header with the checksum {Checksum(block)}, found {checksum}");
        }

        string name = Text(block[..NameBytes]);
        string prefix = Text(block.Slice(PrefixAt, PrefixBytes));
        return new TarHeader(
            prefix.Length == 0 ? name : $"{prefix}/{name}",
            block[KindAt] == 0 ? File : (char)block[KindAt],
            Number(block.Slice(SizeAt, NumberBytes)));
    }

    /// <summary>The sum of all bytes, those of the checksum taken as spaces.</summary>
    private static int Checksum(ReadOnlySpan<byte> block)
    {
        int sum = ' ' * ChecksumBytes;
        for (int i = 0; i < BlockBytes; i++)
        {
            sum += i is >= ChecksumAt and < ChecksumAt + ChecksumBytes ? 0 : block[i];
        }

        return sum;
    }

    // GNU's base-256 numbers begin with a byte above 127: only files above 8 GiB need them.
    private static long Number(ReadOnlySpan<byte> field)
    {
        string digits = Text(field).Trim(' ');
        if (digits.Length is 0 or > NumberBytes || digits.AsSpan().IndexOfAnyExceptInRange('0', '7') >= 0)
        {
            throw new FormatException("expected a header with octal numbers, found others");
        }

        return Convert.ToInt64(digits, 8);
    }

    private static string Text(ReadOnlySpan<byte> field)
    {
        int end = field.IndexOf((byte)0);
        return Encoding.Latin1.GetString(end < 0 ? field : field[..end]);
    }

    private static void Put(byte[] block, int at, string text)
        => Encoding.ASCII.GetBytes(text, block.AsSpan(at));
}
