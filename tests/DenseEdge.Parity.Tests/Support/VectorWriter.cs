using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Parity.Tests.Support;

/// <summary>Writes archives of arrays as NumPy does: float32, float64, int64, bool and texts, version 1.0.</summary>
internal sealed class VectorWriter
{
    private readonly OrderedDictionary<string, byte[]> _members = [];

    /// <summary>The keys so far.</summary>
    public IEnumerable<string> Keys => _members.Keys;

    /// <summary>Adds a tensor with its own element type; int64 and bool stay, everything else becomes float32.</summary>
    public void Add(string key, Tensor values)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor plain = values.detach().contiguous();
        (string type, byte[] bytes) = plain.dtype switch
        {
            ScalarType.Int64 => ("<i8", MemoryMarshal.AsBytes<long>(plain.data<long>().ToArray()).ToArray()),
            ScalarType.Bool => ("|b1", Array.ConvertAll(plain.data<bool>().ToArray(), value => value ? (byte)1 : (byte)0)),
            _ => ("<f4", MemoryMarshal.AsBytes<float>(plain.to_type(ScalarType.Float32).data<float>().ToArray()).ToArray()),
        };
        Add(key, type, plain.shape, bytes);
    }

    /// <summary>Adds float64 numbers of one dimension.</summary>
    public void Add(string key, params double[] values)
        => Add(key, "<f8", [values.Length], MemoryMarshal.AsBytes<double>(values).ToArray());

    /// <summary>Adds one float64 number.</summary>
    public void AddNumber(string key, double value)
        => Add(key, "<f8", [], BitConverter.GetBytes(value));

    /// <summary>Adds an array of no elements.</summary>
    public void AddEmpty(string key) => Add(key, "<f4", [0], []);

    /// <summary>Adds one text.</summary>
    public void AddText(string key, string text) => AddTexts(key, [text], []);

    /// <summary>Adds texts of one dimension.</summary>
    public void AddTexts(string key, params string[] texts) => AddTexts(key, texts, [texts.Length]);

    /// <summary>Takes an array out.</summary>
    public void Remove(string key) => _members.Remove(key);

    /// <summary>Changes the last number of a float32 array.</summary>
    public void Disturb(string key, float difference)
    {
        Span<byte> last = _members[key].AsSpan()[^4..];
        BitConverter.TryWriteBytes(last, BitConverter.ToSingle(last) + difference);
    }

    /// <summary>Writes the archive.</summary>
    public void Save(string path)
    {
        using ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach ((string key, byte[] member) in _members)
        {
            using Stream stream = archive.CreateEntry(key + ".npy", CompressionLevel.Fastest).Open();
            stream.Write(member);
        }
    }

    private void AddTexts(string key, string[] texts, long[] shape)
    {
        int length = texts.Select(text => text.Length).DefaultIfEmpty(1).Max();
        byte[] bytes = [.. texts.SelectMany(text => Encoding.UTF32.GetBytes(text.PadRight(length, '\0')))];
        Add(key, $"<U{length}", shape, bytes);
    }

    private void Add(string key, string type, long[] shape, byte[] bytes)
    {
        string sides = shape.Length == 1 ? $"{shape[0]}," : string.Join(", ", shape);
        string header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({sides}), }}";
        header = header.PadRight(((10 + header.Length) / 64 * 64) + 64 - 11) + "\n";
        _members.Add(key,
        [
            0x93, .. "NUMPY"u8, 1, 0, (byte)(header.Length & 255), (byte)(header.Length >> 8),
            .. Encoding.ASCII.GetBytes(header), .. bytes,
        ]);
    }
}
