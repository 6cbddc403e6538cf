using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace DenseEdge.Data.Mat;

/// <summary>
/// Reads MATLAB's data files of level 5 (versions 5 to 7), of either byte order, compressed or not: numbers, truth values,
/// text, structs and cells. Nothing in a file is executed, and no number in it is believed before it is checked.
/// </summary>
/// <remarks>The MathWorks, "MAT-File Format", chapter 1, level 5.</remarks>
internal static class MatFile
{
    private const int HeaderBytes = 128;

    private static ReadOnlySpan<byte> Hdf5Signature => [0x89, (byte)'H', (byte)'D', (byte)'F', 13, 10, 26, 10];

    /// <summary>Reads every variable of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">Limits; null for <see cref="MatLimits.Default"/>.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is of another kind or damaged; the message names it.</exception>
    internal static IReadOnlyDictionary<string, MatArray> Read(string path, MatLimits? limits = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return File.Exists(path)
            ? Decode(File.ReadAllBytes(path), path, limits)
            : throw new FileNotFoundException($"MAT file '{path}' does not exist.", path);
    }

    /// <summary>Reads one variable of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="variable">Its name.</param>
    /// <exception cref="InvalidDataException">There is none of this name, or the file can't be read.</exception>
    internal static MatArray ReadVariable(string path, string variable)
    {
        IReadOnlyDictionary<string, MatArray> variables = Read(path);
        return variables.TryGetValue(variable, out MatArray? found)
            ? found
            : throw new InvalidDataException(
                $"'{path}': expected a variable '{variable}', "
                + $"found {(variables.Count == 0 ? "none" : string.Join(", ", variables.Keys))}.");
    }

    /// <summary>Reads the bytes of a file.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="limits">Limits; null for <see cref="MatLimits.Default"/>.</param>
    /// <exception cref="InvalidDataException">The bytes are no such file.</exception>
    internal static IReadOnlyDictionary<string, MatArray> Decode(byte[] bytes, string name, MatLimits? limits = null)
    {
        limits ??= MatLimits.Default;
        bool bigEndian = CheckHeader(bytes, name);
        var variables = new Dictionary<string, MatArray>(StringComparer.Ordinal);
        var cursor = new MatCursor(name, bytes.AsMemory(HeaderBytes), bigEndian);
        long budget = limits.InflatedBytes;
        while (!cursor.AtEnd)
        {
            MatElement element = cursor.Next("a variable");
            if (element.Type == MatType.Compressed)
            {
                byte[] inflated = Inflate(element.Data, name, budget);
                budget -= inflated.Length;
                element = new MatCursor(name, inflated, bigEndian).Next("a compressed variable");
            }

            if (element.Type != MatType.Matrix)
            {
                throw cursor.Damaged($"expected a variable, found an element of type {element.Type}");
            }

            (string variable, MatArray array) = MatParser.Parse(
                new MatCursor(name, element.Data, bigEndian), null, limits.Depth);
            variables[variable] = array;
        }

        return variables;
    }

    /// <summary>Checks the header and tells whether numbers have their high byte first.</summary>
    private static bool CheckHeader(byte[] bytes, string name)
    {
        if (bytes.AsSpan().StartsWith(Hdf5Signature)
            || (bytes.Length >= 512 + 8 && bytes.AsSpan(512).StartsWith(Hdf5Signature))
            || (bytes.Length >= 19 && Encoding.Latin1.GetString(bytes, 0, 19) == "MATLAB 7.3 MAT-file"))
        {
            throw new InvalidDataException(
                $"'{name}' is a MAT file of version 7.3 (HDF5), which is not supported: " +
                "save it in MATLAB with save(..., '-v7'), or in Python with scipy.io.savemat.");
        }

        if (bytes.Length < HeaderBytes)
        {
            throw new InvalidDataException(
                $"'{name}' is no MAT file: it has {bytes.Length} bytes, a header alone has {HeaderBytes}.");
        }

        string order = Encoding.Latin1.GetString(bytes, 126, 2);
        if (order is not ("IM" or "MI"))
        {
            throw new InvalidDataException(
                $"'{name}' is no MAT file of level 5 (MATLAB 5 to 7): its byte order mark is missing. " +
                "Files of level 4 and other formats are not supported; save it with save(..., '-v7').");
        }

        bool bigEndian = order == "MI";
        ushort version = bigEndian
            ? BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(124))
            : BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(124));
        return version == 0x0100
            ? bigEndian
            : throw new InvalidDataException(
                $"'{name}' is a MAT file of version {version >> 8}.{version & 255}, expected 1.0 (level 5).");
    }

    private static byte[] Inflate(ReadOnlyMemory<byte> compressed, string name, long budget)
    {
        try
        {
            using var source = new MemoryStream(compressed.ToArray(), writable: false);
            using var zlib = new ZLibStream(source, CompressionMode.Decompress);
            using var inflated = new MemoryStream();
            var buffer = new byte[1 << 16];
            int read;
            while ((read = zlib.Read(buffer)) > 0)
            {
                if (inflated.Length + read > budget)
                {
                    throw new InvalidDataException(
                        "its compressed parts grow beyond what labels of an image can need");
                }

                inflated.Write(buffer, 0, read);
            }

            return inflated.ToArray();
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"'{name}' is a damaged MAT file: {e.Message.TrimEnd('.')}.", e);
        }
    }
}
