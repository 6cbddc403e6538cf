using System.IO.Compression;
using DenseEdge.Training.Weights.Pickle;

namespace DenseEdge.Training.Weights.Torch;

/// <summary>The format of torch.save since PyTorch 1.6: a zip archive with data.pkl and a file per storage.</summary>
internal sealed class TorchZip : ITorchContainer
{
    private const string Description = "data.pkl";
    private const long DescriptionBytes = 256L << 20;

    private readonly ZipArchive _archive;
    private readonly string _prefix;
    private readonly bool _bigEndian;

    /// <summary>Opens an archive.</summary>
    /// <param name="stream">The file; disposed of with this.</param>
    /// <exception cref="InvalidDataException">It is no such archive.</exception>
    public TorchZip(Stream stream)
    {
        _archive = new ZipArchive(stream, ZipArchiveMode.Read);
        if (_archive.Entries.Any(entry => entry.FullName.EndsWith("constants.pkl", StringComparison.Ordinal)))
        {
            throw new InvalidDataException(
                "it is a TorchScript program (torch.jit.save), not a checkpoint; save module.state_dict() with torch.save");
        }

        ZipArchiveEntry description = _archive.Entries.FirstOrDefault(
            entry => entry.FullName == Description || entry.FullName.EndsWith($"/{Description}", StringComparison.Ordinal))
            ?? throw new InvalidDataException($"it is a zip archive without {Description}, so no checkpoint of PyTorch");
        _prefix = description.FullName[..^Description.Length];
        _bigEndian = _archive.GetEntry($"{_prefix}byteorder") is { } order && ReadText(order) switch
        {
            "little" => false,
            "big" => true,
            var other => throw new InvalidDataException($"its byte order is '{other}', expected little or big"),
        };
        if (description.Length > DescriptionBytes)
        {
            throw new InvalidDataException($"its {Description} has {description.Length} bytes, more than {DescriptionBytes}");
        }

        using MemoryStream pickled = new(ReadExactly(description, description.Length));
        TorchStorages storages = new();
        Unpickler unpickler = new(new PickleInput(pickled, DescriptionBytes), TorchGlobals.Find, storages.Resolve);
        Root = unpickler.Load();
        Unknown = unpickler.Unknown;
    }

    /// <inheritdoc/>
    public string Format => "PyTorch checkpoint (zip)";

    /// <inheritdoc/>
    public object? Root { get; }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Unknown { get; }

    /// <inheritdoc/>
    public byte[] Read(TorchStorage storage)
    {
        ZipArchiveEntry entry = _archive.GetEntry($"{_prefix}data/{storage.Key}")
            ?? throw new InvalidDataException($"it has no storage '{storage.Key}'");
        int width = SafeTensor.ElementBytes(storage.Type);
        Int128 expected = (Int128)storage.Count * width;
        if (entry.Length != expected)
        {
            throw new InvalidDataException($"its storage '{storage.Key}' has {entry.Length} bytes, expected {expected}");
        }

        byte[] bytes = ReadExactly(entry, entry.Length);
        return _bigEndian ? ByteOrder.Swapped(bytes, width) : bytes;
    }

    /// <inheritdoc/>
    public void Dispose() => _archive.Dispose();

    private static string ReadText(ZipArchiveEntry entry)
    {
        const int Most = 16;
        return entry.Length <= Most
            ? System.Text.Encoding.ASCII.GetString(ReadExactly(entry, entry.Length)).Trim()
            : throw new InvalidDataException($"its byteorder has {entry.Length} bytes, expected little or big");
    }

    /// <summary>Reads an entry; memory grows with what is really there, not with what the archive says.</summary>
    private static byte[] ReadExactly(ZipArchiveEntry entry, long length)
    {
        if (length > Array.MaxLength)
        {
            throw new InvalidDataException($"'{entry.FullName}' has {length} bytes, more than can be read at once");
        }

        // What is stored without compression can't be longer than the archive itself.
        using Stream content = entry.Open();
        if (entry.CompressedLength == entry.Length)
        {
            byte[] bytes = new byte[(int)length];
            content.ReadExactly(bytes);
            return bytes;
        }

        using MemoryStream inflated = new();
        byte[] buffer = new byte[1 << 16];
        for (int read = content.Read(buffer); read > 0 && inflated.Length <= length; read = content.Read(buffer))
        {
            inflated.Write(buffer, 0, read);
        }

        return inflated.Length == length
            ? inflated.ToArray()
            : throw new InvalidDataException($"'{entry.FullName}' has {inflated.Length} bytes, expected {length}");
    }
}
