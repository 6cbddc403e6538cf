using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace DenseEdge.Training.Tests.Weights.Torch;

/// <summary>Writes checkpoints as torch.save does, in both formats.</summary>
internal sealed class TorchWriter
{
    private readonly List<(string Key, byte[] Bytes, long Count)> _storages = [];

    /// <summary>Adds a storage.</summary>
    internal TorchWriter Storage(string key, byte[] bytes, long count)
    {
        _storages.Add((key, bytes, count));
        return this;
    }

    internal static byte[] Bytes(params float[] values)
    {
        byte[] bytes = new byte[4 * values.Length];
        Buffer.BlockCopy(values, 0, bytes, 0, bytes.Length);
        return bytes;
    }

    /// <summary>Writes a state dictionary of float32 tensors whose numbers lie row by row.</summary>
    internal static void SaveState(
        string path, IEnumerable<(string Name, long[] Shape, float[] Values)> tensors, bool isLegacy = false, string? wrapper = null,
        Action<PickleWriter>? more = null)
    {
        PickleWriter pickle = new PickleWriter().Proto();
        TorchWriter writer = new();
        if (wrapper is not null)
        {
            pickle.Code('}').Code('(');
            more?.Invoke(pickle);
            pickle.Text(wrapper);
        }

        pickle.Global("collections", "OrderedDict").Code(')').Code('R').Code('(');
        int key = 0;
        foreach ((string name, long[] shape, float[] values) in tensors)
        {
            long[] strides = new long[shape.Length];
            long stride = 1;
            for (int d = shape.Length - 1; d >= 0; d--)
            {
                strides[d] = stride;
                stride *= shape[d];
            }

            string storage = $"{key++}";
            pickle.Text(name).Tensor("FloatStorage", storage, values.Length, 0, shape, strides, isLegacy: isLegacy);
            writer.Storage(storage, Bytes(values), values.Length);
        }

        pickle.Code('u');
        if (wrapper is not null)
        {
            pickle.Code('u');
        }

        byte[] description = pickle.Stop().ToArray();
        File.WriteAllBytes(path, isLegacy ? writer.Legacy(description) : writer.Zip(description));
    }

    internal byte[] Zip(byte[] pickle, string? byteOrder = "little", CompressionLevel level = CompressionLevel.NoCompression)
    {
        using MemoryStream target = new();
        using (ZipArchive archive = new(target, ZipArchiveMode.Create))
        {
            void Add(string name, byte[] bytes)
            {
                using Stream stream = archive.CreateEntry($"archive/{name}", level).Open();
                stream.Write(bytes);
            }

            Add("data.pkl", pickle);
            if (byteOrder is not null)
            {
                Add("byteorder", Encoding.ASCII.GetBytes(byteOrder));
            }

            foreach ((string key, byte[] bytes, _) in _storages)
            {
                Add($"data/{key}", bytes);
            }

            Add("version", "3\n"u8.ToArray());
        }

        return target.ToArray();
    }

    internal byte[] Legacy(byte[] pickle)
    {
        byte[] magic = [0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, (byte)'.'];
        byte[] version = new PickleWriter().Proto().Raw((byte)'M', 0xe9, 3).Stop().ToArray();
        byte[] machine = new PickleWriter().Proto().Code('}').Text("little_endian").Raw(0x88).Code('s').Stop().ToArray();
        PickleWriter keys = new PickleWriter().Proto().Code(']').Code('(');
        List<byte> data = [];
        foreach ((string key, byte[] bytes, long count) in _storages)
        {
            keys.Text(key);
            byte[] length = new byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(length, count);
            data.AddRange([.. length, .. bytes]);
        }

        return [.. magic, .. version, .. machine, .. pickle, .. keys.Code('e').Stop().ToArray(), .. data];
    }
}
