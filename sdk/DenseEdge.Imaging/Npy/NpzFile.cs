using System.IO.Compression;

namespace DenseEdge.Imaging;

/// <summary>NumPy's archives of named arrays (<c>.npz</c>): a ZIP file with one <c>.npy</c> member per array.</summary>
public static class NpzFile
{
    private const string MemberSuffix = ".npy";

    /// <summary>
    /// No member may unpack to more than this: a damaged or hostile archive of a few bytes must not fill the memory.
    /// </summary>
    private const long MaximumMemberBytes = 1L << 30;

    /// <summary>Reads every array of an archive.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The arrays by name, in the order of the archive.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is no such archive, or a member of it is damaged; the message names file and member.
    /// </exception>
    public static IReadOnlyDictionary<string, NpyArray> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"Archive '{path}' does not exist.", path);
        }

        OrderedDictionary<string, NpyArray> arrays = [];
        using ZipArchive archive = Open(path);
        foreach (ZipArchiveEntry member in archive.Entries)
        {
            string name = $"{path}: {member.FullName}";
            if (!member.FullName.EndsWith(MemberSuffix, StringComparison.Ordinal))
            {
                throw new InvalidDataException($"'{name}' is not an {MemberSuffix} member, and an .npz archive has no others.");
            }

            if (!arrays.TryAdd(member.FullName[..^MemberSuffix.Length], NpyFile.Parse(Unpack(member, name), name)))
            {
                throw new InvalidDataException($"'{name}' occurs twice.");
            }
        }

        return arrays;
    }

    private static ZipArchive Open(string path)
    {
        try
        {
            return ZipFile.OpenRead(path);
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException($"'{path}' is not an .npz archive, or is damaged: {fault.Message}", fault);
        }
    }

    private static byte[] Unpack(ZipArchiveEntry member, string name)
    {
        if (member.Length > MaximumMemberBytes)
        {
            throw new InvalidDataException($"'{name}' unpacks to {member.Length} bytes; at most {MaximumMemberBytes} are read.");
        }

        byte[] bytes = new byte[member.Length];
        try
        {
            using Stream stream = member.Open();
            int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (read < bytes.Length || stream.ReadByte() >= 0)
            {
                throw new InvalidDataException("its length is not the one that the archive states");
            }
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException($"'{name}' is damaged: {fault.Message}", fault);
        }

        uint sum = Crc32Of(bytes);
        return sum == member.Crc32
            ? bytes
            : throw new InvalidDataException($"'{name}' is damaged: its checksum is {sum:x8}, the archive states {member.Crc32:x8}.");
    }

    // The archive reader of .NET does not compare checksums itself.
    private static uint Crc32Of(ReadOnlySpan<byte> bytes)
    {
        const uint Polynomial = 0xedb88320;
        Span<uint> table = stackalloc uint[256];
        for (uint value = 0; value < table.Length; value++)
        {
            uint entry = value;
            for (int bit = 0; bit < 8; bit++)
            {
                entry = (entry & 1) != 0 ? (entry >> 1) ^ Polynomial : entry >> 1;
            }

            table[(int)value] = entry;
        }

        uint sum = uint.MaxValue;
        foreach (byte value in bytes)
        {
            sum = (sum >> 8) ^ table[(int)((sum ^ value) & 255)];
        }

        return ~sum;
    }
}
