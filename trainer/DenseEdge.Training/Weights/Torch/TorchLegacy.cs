using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using DenseEdge.Training.Weights.Pickle;

namespace DenseEdge.Training.Weights.Torch;

/// <summary>
/// The format of torch.save before PyTorch 1.6: pickles of a magic number, a version, facts about the machine, the object and
/// the storages' keys, then the storages one after the other.
/// </summary>
internal sealed class TorchLegacy : ITorchContainer
{
    private const long DescriptionBytes = 256L << 20;
    private const long Version = 1001;

    private static readonly BigInteger Magic = BigInteger.Parse(
        "1950a86a20f9469cfc6c", NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private readonly Stream _stream;
    private readonly bool _bigEndian;
    private readonly Dictionary<string, long> _places = new(StringComparer.Ordinal);

    /// <summary>Reads a file's description.</summary>
    /// <param name="stream">The file; disposed of with this.</param>
    /// <exception cref="InvalidDataException">It is no such file.</exception>
    public TorchLegacy(Stream stream)
    {
        _stream = stream;
        PickleInput input = new(stream, DescriptionBytes);
        TorchStorages storages = new();
        Unpickler Next() => new(input, TorchGlobals.Find, storages.Resolve);
        if (Next().Load() is not BigInteger magic || magic != Magic)
        {
            throw new InvalidDataException("it is a pickle, but no checkpoint of PyTorch: its magic number is missing");
        }

        if (Next().Load() is not Version)
        {
            throw new InvalidDataException($"its format has another version than {Version}");
        }

        _bigEndian = Next().Load() is PickleDict machine
            && machine.TryGet("little_endian", out object? little) && little is false;
        Unpickler described = Next();
        Root = described.Load();
        Unknown = described.Unknown;
        if (Next().Load() is not List<object?> keys)
        {
            throw new InvalidDataException("its list of storages is missing");
        }

        FindStorages(keys, storages);
    }

    /// <inheritdoc/>
    public string Format => "PyTorch checkpoint (before 1.6)";

    /// <inheritdoc/>
    public object? Root { get; }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Unknown { get; }

    /// <inheritdoc/>
    public byte[] Read(TorchStorage storage)
    {
        if (!_places.TryGetValue(storage.Key, out long place))
        {
            throw new InvalidDataException($"it has no storage '{storage.Key}'");
        }

        int width = SafeTensor.ElementBytes(storage.Type);
        if (storage.Count * width > Array.MaxLength)
        {
            throw new InvalidDataException(
                $"its storage '{storage.Key}' has {storage.Count} numbers, more than can be read at once");
        }

        byte[] bytes = new byte[storage.Count * width];
        _stream.Position = place;
        _stream.ReadExactly(bytes);
        return _bigEndian ? ByteOrder.Swapped(bytes, width) : bytes;
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private void FindStorages(List<object?> keys, TorchStorages storages)
    {
        Span<byte> count = stackalloc byte[sizeof(long)];
        foreach (object? key in keys)
        {
            if (key is not string name || !storages.ByKey.TryGetValue(name, out TorchStorage? storage))
            {
                throw new InvalidDataException("it lists a storage that no tensor uses");
            }

            _stream.ReadExactly(count);
            long numbers = _bigEndian
                ? BinaryPrimitives.ReadInt64BigEndian(count) : BinaryPrimitives.ReadInt64LittleEndian(count);
            Int128 bytes = (Int128)numbers * SafeTensor.ElementBytes(storage.Type);
            if (numbers != storage.Count || bytes > _stream.Length - _stream.Position)
            {
                throw new InvalidDataException(
                    $"its storage '{name}' has {numbers} numbers, expected {storage.Count}, "
                    + $"and {_stream.Length - _stream.Position} bytes follow");
            }

            _places[name] = _stream.Position;
            _stream.Position += (long)bytes;
        }
    }
}
