using System.Buffers.Binary;

namespace DenseEdge.Training.Weights;

/// <summary>
/// Reads and writes safetensors files: a header length, a JSON header with type, shape and place of every tensor, then the
/// numbers. Nothing in a file is executed, and its header is checked in full before any tensor is made.
/// </summary>
internal static class SafeTensors
{
    private const int PrefixBytes = sizeof(ulong);

    /// <summary>Headers are padded with spaces to a multiple of this, so that the numbers are aligned.</summary>
    private const int Alignment = 8;

    /// <summary>Reads a file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="InvalidDataException">The file is cut off or contradicts itself; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SafeTensorsContent Read(string path)
    {
        using FileStream file = File.OpenRead(path);
        try
        {
            Span<byte> prefix = stackalloc byte[PrefixBytes];
            file.ReadExactly(prefix);
            ulong headerBytes = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
            if (headerBytes is 0 or > SafeTensorsHeader.MaximumBytes)
            {
                throw new InvalidDataException(
                    $"The header says that it has {headerBytes} bytes; at most {SafeTensorsHeader.MaximumBytes} are accepted.");
            }

            byte[] json = new byte[(int)headerBytes];
            file.ReadExactly(json);
            SafeTensorsHeader header = SafeTensorsHeader.Parse(json, file.Length - file.Position);
            Dictionary<string, SafeTensor> tensors = new(StringComparer.Ordinal);
            long dataStart = file.Position;
            foreach (SafeTensorsHeader.Entry entry in header.Entries)
            {
                byte[] data = new byte[entry.End - entry.Begin];
                file.Position = dataStart + entry.Begin;
                file.ReadExactly(data);
                tensors.Add(entry.Name, new SafeTensor(entry.Type, entry.Shape, data));
            }

            return new SafeTensorsContent(tensors, header.Metadata);
        }
        catch (EndOfStreamException fault)
        {
            throw new InvalidDataException($"{path}: the file ends within its header.", fault);
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException($"{path}: {fault.Message}", fault);
        }
    }

    /// <summary>Writes a file, first under another name, so that a reader never sees half of it.</summary>
    /// <param name="path">Path of the file; an existing one is replaced.</param>
    /// <param name="tensors">The tensors by name; written in the order of their names.</param>
    /// <param name="metadata">Free text by key, or null.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(
        string path, IReadOnlyDictionary<string, SafeTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        KeyValuePair<string, SafeTensor>[] ordered = [.. tensors.OrderBy(tensor => tensor.Key, StringComparer.Ordinal)];
        byte[] json = SafeTensorsHeader.Write(ordered, metadata);
        int padding = (Alignment - (json.Length % Alignment)) % Alignment;
        string temporary = $"{path}.tmp";
        using (FileStream file = File.Create(temporary))
        {
            Span<byte> prefix = stackalloc byte[PrefixBytes];
            BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)(json.Length + padding));
            file.Write(prefix);
            file.Write(json);
            file.Write("       "u8[..padding]);
            foreach (KeyValuePair<string, SafeTensor> tensor in ordered)
            {
                file.Write(tensor.Value.Data.Span);
            }

            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
