using System.Buffers.Binary;
using System.Text;

namespace DenseEdge.Training.Tests.Weights.Torch;

/// <summary>Writes pickles, honest ones and others, instruction by instruction.</summary>
internal sealed class PickleWriter
{
    private readonly List<byte> _bytes = [];

    internal byte[] ToArray() => [.. _bytes];

    internal PickleWriter Raw(params byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    internal PickleWriter Code(char code) => Raw((byte)code);

    internal PickleWriter Proto(byte version = 2) => Raw(0x80, version);

    internal PickleWriter Stop() => Code('.');

    internal PickleWriter Global(string module, string name) => Raw([(byte)'c', .. Encoding.UTF8.GetBytes($"{module}\n{name}\n")]);

    internal PickleWriter Text(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        return Code('X').UInt32((uint)utf8.Length).Raw(utf8);
    }

    internal PickleWriter ShortText(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        return Raw(0x8c, (byte)utf8.Length).Raw(utf8);
    }

    internal PickleWriter Line(string text) => Raw([.. Encoding.UTF8.GetBytes(text), (byte)'\n']);

    internal PickleWriter Number(long value)
    {
        if (value is >= 0 and < 256)
        {
            return Raw((byte)'K', (byte)value);
        }

        if (value is >= int.MinValue and <= int.MaxValue)
        {
            byte[] four = new byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(four, (int)value);
            return Code('J').Raw(four);
        }

        byte[] eight = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(eight, value);
        return Raw(0x8a, 8).Raw(eight);
    }

    internal PickleWriter UInt32(uint value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return Raw(bytes);
    }

    /// <summary>A tuple of integers, with a mark as Python writes longer ones.</summary>
    internal PickleWriter Numbers(params long[] values)
    {
        Code('(');
        foreach (long value in values)
        {
            Number(value);
        }

        return Code('t');
    }

    /// <summary>A tensor as torch.save describes it. A start of 0 or more means part of a storage, as old files write it.</summary>
    internal PickleWriter Tensor(
        string storageType, string key, long storageCount, long offset, long[] size, long[] stride,
        bool isParameter = false, long viewStart = -1, bool isLegacy = false)
    {
        if (isParameter)
        {
            Global("torch._utils", "_rebuild_parameter").Code('(');
        }

        Global("torch._utils", "_rebuild_tensor_v2").Code('(');
        Code('(').Text("storage").Global("torch", storageType).Text(key).Text("cpu").Number(storageCount);
        if (viewStart >= 0)
        {
            Code('(').Text($"{key}-view").Number(viewStart).Number(storageCount - viewStart).Code('t');
        }
        else if (isLegacy)
        {
            Code('N');
        }

        Code('t').Code('Q').Number(offset).Numbers(size).Numbers(stride).Raw(0x89);
        Global("collections", "OrderedDict").Code(')').Code('R').Code('t').Code('R');
        if (isParameter)
        {
            Raw(0x88).Global("collections", "OrderedDict").Code(')').Code('R').Code('t').Code('R');
        }

        return this;
    }
}
