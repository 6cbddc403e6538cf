using System.Globalization;

namespace DenseEdge.Bundles.Layout;

/// <summary>Where the files of a tar file lie. Only plain files with names that a bundle has are let in.</summary>
internal static class TarIndex
{
    private static readonly Dictionary<char, string> OtherKinds = new()
    {
        ['1'] = "a hard link",
        ['2'] = "a symbolic link",
        ['3'] = "a device",
        ['4'] = "a device",
        ['6'] = "a pipe",
        ['7'] = "a special file",
        ['x'] = "a pax header",
        ['g'] = "a pax header",
        ['L'] = "a GNU long name",
        ['K'] = "a GNU long link",
        ['S'] = "a sparse file",
    };

    /// <summary>Goes through all headers, without reading the files between them.</summary>
    /// <param name="tar">A seekable stream, at its beginning.</param>
    /// <param name="limits">What it may cost.</param>
    /// <returns>Position and length of every file by name.</returns>
    /// <exception cref="FormatException">The file is damaged, or has something in it that no bundle has.</exception>
    public static Dictionary<string, (long Position, long Size)> Read(Stream tar, BundleLimits limits)
    {
        Dictionary<string, (long Position, long Size)> files = new(StringComparer.Ordinal);
        HashSet<string> folders = new(StringComparer.Ordinal);
        byte[] block = new byte[TarHeader.BlockBytes];
        while (true)
        {
            ReadBlock(tar, block);
            if (block.AsSpan().IndexOfAnyExcept((byte)0) < 0)
            {
                RequireEnd(tar);
                return files;
            }

            TarHeader header = TarHeader.Read(block);
            if (header.Kind == TarHeader.Folder && header.Size == 0 && LayoutNames.IsFolder(header.Name)
                && folders.Add(header.Name))
            {
                continue;
            }

            RequireFile(header);
            if (!files.TryAdd(header.Name, (tar.Position, header.Size)))
            {
                throw new FormatException($"expected different entries, found '{header.Name}' twice");
            }

            RequireCount(files.Count, limits);
            Skip(tar, header, block);
        }
    }

    private static void RequireFile(TarHeader header)
    {
        string shown = Shown(header.Name);
        if (header.Kind != TarHeader.File)
        {
            string kind = OtherKinds.TryGetValue(header.Kind, out string? known)
                ? known
                : header.Kind == TarHeader.Folder
                    ? "a folder"
                    : string.Create(CultureInfo.InvariantCulture, $"an entry of kind {(int)header.Kind}");
            throw new FormatException($"expected plain files, found {kind}: '{shown}'");
        }

        if (LayoutNames.Fault(header.Name) is { } fault)
        {
            throw new FormatException($"expected the files of a bundle, found {fault}: '{shown}'");
        }
    }

    private static void RequireCount(int count, BundleLimits limits)
    {
        if (count > limits.MostEntries)
        {
            throw new FormatException($"expected at most {limits.MostEntries} entries, found more");
        }
    }

    private static void Skip(Stream tar, TarHeader header, byte[] block)
    {
        int padding = TarHeader.Padding(header.Size);
        if (header.Size + padding > tar.Length - tar.Position)
        {
            throw Truncated(tar, $"{header.Size + padding} bytes for '{header.Name}'");
        }

        tar.Position += header.Size;
        Span<byte> rest = block.AsSpan(0, padding);
        tar.ReadExactly(rest);
        if (rest.IndexOfAnyExcept((byte)0) >= 0)
        {
            throw new FormatException($"expected zeros behind '{header.Name}', found other bytes");
        }
    }

    private static void ReadBlock(Stream tar, byte[] block)
    {
        if (tar.Length - tar.Position < block.Length)
        {
            throw Truncated(tar, "another entry, or the two empty blocks at the end");
        }

        tar.ReadExactly(block);
    }

    // Two empty blocks end the file; programs fill it up to a multiple of 10 KiB with more.
    private static void RequireEnd(Stream tar)
    {
        const int MostPadding = 1 << 20;
        long rest = tar.Length - tar.Position;
        if (rest is < TarHeader.BlockBytes or > MostPadding)
        {
            throw rest < TarHeader.BlockBytes
                ? Truncated(tar, "a second empty block at the end")
                : new FormatException($"expected the end, found {rest} more bytes");
        }

        byte[] tail = new byte[rest];
        tar.ReadExactly(tail);
        if (tail.AsSpan().IndexOfAnyExcept((byte)0) >= 0)
        {
            throw new FormatException("expected nothing behind the end of the archive, found more bytes");
        }
    }

    private static FormatException Truncated(Stream tar, string expected)
        => new($"expected {expected}, found the end of the file after {tar.Length} bytes: it is truncated");

    private static string Shown(string name)
        => string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || "._-/\\:".Contains(letter) ? letter : '?'));
}
