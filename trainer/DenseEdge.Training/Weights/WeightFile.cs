using System.Buffers.Binary;
using DenseEdge.Training.Weights.Torch;

namespace DenseEdge.Training.Weights;

/// <summary>The tensors of a file, whatever its format: safetensors, or a checkpoint of PyTorch.</summary>
internal sealed record WeightFile
{
    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>Its format, for people.</summary>
    public required string Format { get; init; }

    /// <summary>The tensors by name.</summary>
    public required IReadOnlyDictionary<string, SafeTensor> Tensors { get; init; }

    /// <summary>Free text by key, if the format has such.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>What stands among the tensors and is none.</summary>
    public IReadOnlyList<string> Skipped { get; init; } = [];

    /// <summary>Classes and functions that the file names outside of its tensors; nothing of them was constructed.</summary>
    public IReadOnlyList<string> Inert { get; init; } = [];

    /// <summary>Reads a file; its first bytes say what it is.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is damaged, of another format, or wants more than tensors.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static WeightFile Read(string path)
    {
        byte[] start = Start(path);
        if (start.AsSpan().StartsWith("PK"u8))
        {
            return TorchFile.Read(path, zipped: true);
        }

        if (start.Length >= 2 && start[0] == 0x80 && start[1] <= 5 && !IsSafeTensors(start))
        {
            return TorchFile.Read(path, zipped: false);
        }

        string? other = OtherFormat(start);
        if (other is not null)
        {
            throw new InvalidDataException(
                $"'{path}' is {other}. Expected safetensors, or a checkpoint of PyTorch (.pth, .pt, .ckpt).");
        }

        SafeTensorsContent content = SafeTensors.Read(path);
        return new WeightFile { Path = path, Format = "safetensors", Tensors = content.Tensors, Metadata = content.Metadata };
    }

    private static bool IsSafeTensors(byte[] start) => start.Length > 8 && start[8] == (byte)'{';

    private static string? OtherFormat(byte[] start)
    {
        ReadOnlySpan<byte> bytes = start;
        return bytes.Length >= 8 && bytes[4..].StartsWith("TFL3"u8)
            ? "a TFLite model, which has no names of parameters; weights derived from one as safetensors are read"
            : bytes.Length >= 262 && bytes[257..].StartsWith("ustar"u8)
            ? "a tar archive (PyTorch before 0.1.10 wrote such checkpoints): unpack it, or save it anew with a newer PyTorch"
            : bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'H', (byte)'D', (byte)'F']) ? "an HDF5 file"
            : bytes.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]) ? "a gzip archive: unpack it first"
            : bytes.Length < 9 ? $"too short ({bytes.Length} bytes)"
            : !IsSafeTensors(start) && BinaryPrimitives.ReadUInt64LittleEndian(bytes) > SafeTensorsHeader.MaximumBytes
            ? "of an unknown format"
            : null;
    }

    private static byte[] Start(string path)
    {
        using FileStream file = File.OpenRead(path);
        byte[] start = new byte[Math.Min(file.Length, 512)];
        file.ReadExactly(start);
        return start;
    }
}
