using System.Runtime.InteropServices;
using DenseEdge.Onnx.Schema;
using Google.Protobuf;

namespace DenseEdge.Onnx.Tests.Linting;

/// <summary>Changes the messages of a model directly, sound or not. Constants that nothing reads any more are dropped at the
/// end.</summary>
internal sealed class ModelEdit(ModelProto model)
{
    private int _count;

    public ModelProto Model => model;

    public GraphProto Graph => model.Graph;

    public NodeProto Node(string name) => Graph.Node.Single(node => node.Name == name);

    public TensorProto Tensor(string name) => Graph.Initializer.Single(tensor => tensor.Name == name);

    public string Floats(string name, float[] values, params long[] dims)
        => Store(name, GraphElementType.Float32, MemoryMarshal.AsBytes<float>(values), dims);

    public string Halves(string name, Half[] values, params long[] dims)
        => Store(name, GraphElementType.Float16, MemoryMarshal.AsBytes<Half>(values), dims);

    public string Longs(string name, params long[] values)
        => Store(name, GraphElementType.Int64, MemoryMarshal.AsBytes<long>(values), [values.Length]);

    public string Codes(string name, sbyte[] values, params long[] dims)
        => Store(name, GraphElementType.Int8, MemoryMarshal.AsBytes<sbyte>(values), dims);

    public string Store(string name, GraphElementType type, ReadOnlySpan<byte> bytes, long[] dims)
    {
        TensorProto tensor = new() { Name = name, DataType = (int)type, RawData = ByteString.CopyFrom(bytes) };
        tensor.Dims.AddRange(dims);
        Graph.Initializer.Add(tensor);
        return name;
    }

    /// <summary>Overwrites the first elements of a stored tensor.</summary>
    public void Overwrite<T>(string name, params T[] values)
        where T : unmanaged
    {
        byte[] bytes = Tensor(name).RawData.ToByteArray();
        MemoryMarshal.AsBytes<T>(values).CopyTo(bytes);
        Tensor(name).RawData = ByteString.CopyFrom(bytes);
    }

    public static void Set(NodeProto node, string name, long value) => Put(node, GoodModels.Attribute(name, value));

    public static void Set(NodeProto node, string name, string value) => Put(node, new AttributeProto
    {
        Name = name,
        Type = AttributeProto.Types.AttributeType.String,
        S = ByteString.CopyFromUtf8(value),
    });

    public static void Set(NodeProto node, string name, params long[] values)
    {
        AttributeProto attribute = new() { Name = name, Type = AttributeProto.Types.AttributeType.Ints };
        attribute.Ints.AddRange(values);
        Put(node, attribute);
    }

    public static void Unset(NodeProto node, string name)
        => node.Attribute.Remove(node.Attribute.Single(attribute => attribute.Name == name));

    /// <summary>Adds a node right in front of another.</summary>
    /// <returns>The name of its result.</returns>
    public string Before(NodeProto reader, string operation, params string[] inputs) => New(reader, operation, inputs).Output[0];

    /// <inheritdoc cref="Before"/>
    public NodeProto New(NodeProto reader, string operation, params string[] inputs)
    {
        NodeProto node = new() { OpType = operation, Name = $"new_{_count}", Output = { $"new_{_count++}:0" } };
        node.Input.AddRange(inputs);
        Graph.Node.Insert(Graph.Node.IndexOf(reader), node);
        return node;
    }

    public string Cast(NodeProto reader, string input, GraphElementType type)
    {
        NodeProto node = New(reader, "Cast", input);
        Set(node, "to", (long)type);
        return node.Output[0];
    }

    /// <summary>Adds Q/DQ in front of a node.</summary>
    /// <returns>The name of the dequantised value.</returns>
    public string Pair(NodeProto reader, string value, sbyte zero = 0)
    {
        string scale = Floats($"scale_{_count}", [0.05f]), offset = Codes($"zero_{_count}", [zero]);
        return Before(reader, "DequantizeLinear", Before(reader, "QuantizeLinear", value, scale, offset), scale, offset);
    }

    /// <summary>Adds int8 weights, one scale for all of them.</summary>
    public string Weights(NodeProto reader, params long[] dims)
    {
        sbyte[] codes = new sbyte[dims.Aggregate(1L, (product, size) => product * size)];
        for (int i = 0; i < codes.Length; i++)
        {
            codes[i] = (sbyte)((i % 127) - 63);
        }

        string scale = Floats($"scale_{_count}", [0.01f]), offset = Codes($"zero_{_count}", [0]);
        return Before(reader, "DequantizeLinear", Codes($"codes_{_count}", codes, dims), scale, offset);
    }

    /// <summary>Drops constants that nothing reads.</summary>
    public void Prune()
    {
        HashSet<string> read = [.. Graph.Node.SelectMany(node => node.Input), .. Graph.Output.Select(output => output.Name)];
        foreach (TensorProto tensor in Graph.Initializer.Where(tensor => !read.Contains(tensor.Name)).ToArray())
        {
            Graph.Initializer.Remove(tensor);
        }
    }

    private static void Put(NodeProto node, AttributeProto attribute)
    {
        if (node.Attribute.FirstOrDefault(candidate => candidate.Name == attribute.Name) is { } old)
        {
            node.Attribute.Remove(old);
        }

        node.Attribute.Add(attribute);
    }
}
