using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Tensors in the state files of optimisers: a flag, element type, shape and bytes.</summary>
internal static class TensorFile
{
    public static void Write(BinaryWriter writer, Tensor? tensor)
    {
        writer.Write(tensor is not null);
        if (tensor is null)
        {
            return;
        }

        long[] shape = tensor.shape;
        writer.Write((sbyte)tensor.dtype);
        writer.Write(shape.Length);
        Array.ForEach(shape, writer.Write);
        using Tensor onCpu = tensor.cpu();
        using Tensor dense = onCpu.contiguous();
        writer.Write(dense.bytes);
    }

    /// <summary>Reads a tensor onto a device; it belongs to no dispose scope.</summary>
    public static Tensor? Read(BinaryReader reader, Device device)
    {
        if (!reader.ReadBoolean())
        {
            return null;
        }

        var type = (ScalarType)reader.ReadSByte();
        var shape = new long[reader.ReadInt32()];
        for (int i = 0; i < shape.Length; i++)
        {
            shape[i] = reader.ReadInt64();
        }

        using Tensor onCpu = empty(shape, type);
        reader.BaseStream.ReadExactly(onCpu.bytes);
        return onCpu.to(device).DetachFromDisposeScope();
    }

    /// <summary>Replaces one tensor of a state by a copy of another.</summary>
    public static Tensor? Replace(Tensor? old, Tensor? source)
    {
        Tensor? copy = source?.clone().DetachFromDisposeScope();
        old?.Dispose();
        return copy;
    }

    /// <summary>Replaces one tensor of a state by itself on another device.</summary>
    public static Tensor? Move(Tensor? old, Device device)
    {
        Tensor? moved = old?.to(device).DetachFromDisposeScope();
        old?.Dispose();
        return moved;
    }
}
