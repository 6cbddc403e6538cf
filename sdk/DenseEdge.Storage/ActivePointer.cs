using System.Globalization;
using System.Numerics;
using System.Text;

namespace DenseEdge.Storage;

/// <summary>
/// Which model of a store is in use: a small file that is only ever replaced whole. The agent writes it, every program that
/// follows the active model reads it.
/// </summary>
/// <remarks>Lines of text: a heading with the format's version, <c>sequence N</c>, <c>active DIGEST PATH</c>,
/// <c>last-known-good DIGEST PATH</c> (absent if there is none), and <c>crc32c X</c> over the bytes before it, so that a file
/// which rotted is never believed.</remarks>
/// <param name="Sequence">Grows by one with every change, so that a reader sees one even if the same model comes back; at
/// least 1.</param>
/// <param name="Active">The model in use.</param>
/// <param name="LastKnownGood">The model to return to; null if there is none beside the active one.</param>
public sealed record ActivePointer(long Sequence, ModelReference Active, ModelReference? LastKnownGood)
{
    /// <summary>The store that agents use unless they are told otherwise.</summary>
    public const string DefaultStore = "/var/lib/denseedge";

    /// <summary>The pointer's name in the store's folder.</summary>
    public const string FileName = "active";

    private const string Heading = "denseedge active model 1";
    private const string SequenceKey = "sequence ";
    private const string ActiveKey = "active ";
    private const string GoodKey = "last-known-good ";
    private const string CrcKey = "crc32c ";
    private const int MostBytes = 4096;

    /// <summary>Reads the pointer of a store.</summary>
    /// <param name="files">The disk.</param>
    /// <param name="store">The store's folder.</param>
    /// <returns>Null if the store has no active model yet.</returns>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    /// <exception cref="IOException">The disk failed.</exception>
    public static ActivePointer? Read(IFileSystem files, string store)
    {
        ArgumentNullException.ThrowIfNull(files);
        string path = Path.Combine(store, FileName);
        if (!files.FileExists(path))
        {
            return null;
        }

        byte[] bytes = DurableFile.Read(files, path, MostBytes);
        try
        {
            return Parse(bytes);
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException($"{path}: {fault.Message} Run the agent, which repairs it.", fault);
        }
    }

    /// <summary>Replaces the pointer of a store; on return the new one survives a power cut.</summary>
    /// <param name="files">The disk.</param>
    /// <param name="store">The store's folder.</param>
    /// <exception cref="IOException">The disk refused; the old pointer is in force.</exception>
    public void Write(IFileSystem files, string store) => DurableFile.Replace(files, Path.Combine(store, FileName), Format());

    /// <summary>The file's bytes.</summary>
    internal byte[] Format()
    {
        StringBuilder text = new();
        text.Append(Heading).Append('\n');
        text.Append(SequenceKey).Append(CultureInfo.InvariantCulture, $"{Sequence}\n");
        text.Append(ActiveKey).Append(Line(Active));
        if (LastKnownGood is not null)
        {
            text.Append(GoodKey).Append(Line(LastKnownGood));
        }

        uint crc = Crc(Encoding.UTF8.GetBytes(text.ToString()));
        text.Append(CrcKey).Append(CultureInfo.InvariantCulture, $"{crc:x8}\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <exception cref="InvalidDataException">These are not the bytes of a pointer.</exception>
    internal static ActivePointer Parse(ReadOnlySpan<byte> bytes)
    {
        int crcAt = bytes.LastIndexOf("crc32c "u8);
        if (crcAt < 0)
        {
            throw new InvalidDataException("Expected a pointer that ends with its checksum, found none.");
        }

        string[] lines = Encoding.UTF8.GetString(bytes).Split('\n');
        string expected = CrcKey + Crc(bytes[..crcAt]).ToString("x8", CultureInfo.InvariantCulture);
        if (lines.Length < 5 || lines[^1].Length != 0 || lines[^2] != expected)
        {
            throw new InvalidDataException(
                $"Expected '{expected}' as the pointer's last line, found '{lines[Math.Max(0, lines.Length - 2)]}'.");
        }

        return FromLines(lines.AsSpan(0, lines.Length - 2));
    }

    private static ActivePointer FromLines(ReadOnlySpan<string> lines)
    {
        bool hasGood = lines.Length == 4;
        if (lines.Length is not (3 or 4) || lines[0] != Heading
            || !lines[1].StartsWith(SequenceKey, StringComparison.Ordinal)
            || !long.TryParse(lines[1].AsSpan(SequenceKey.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long sequence))
        {
            throw new InvalidDataException($"Expected '{Heading}' and its lines, found '{lines[0]}' and {lines.Length - 1} lines.");
        }

        return new ActivePointer(sequence, Reference(lines[2], ActiveKey), hasGood ? Reference(lines[3], GoodKey) : null);
    }

    private static ModelReference Reference(string line, string key)
    {
        string[] parts = line.StartsWith(key, StringComparison.Ordinal) ? line[key.Length..].Split(' ', 2) : [];
        return parts.Length == 2
            ? new ModelReference(parts[0], parts[1]).Checked()
            : throw new InvalidDataException($"Expected '{key}DIGEST PATH', found '{line}'.");
    }

    private static string Line(ModelReference model)
    {
        model.Checked();
        return $"{model.Digest} {model.ModelPath}\n";
    }

    // Castagnoli's polynomial, as BitOperations has it: initial value and final complement as in RFC 3720, section 12.1.
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return ~crc;
    }
}
