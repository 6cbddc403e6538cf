using System.Runtime.InteropServices;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;
using Google.Protobuf;
using static TorchSharp.torch;

namespace DenseEdge.Training.QuantizationAware.Constants;

/// <summary>A constant that a graph stores as codes and reads through DequantizeLinear.</summary>
internal sealed class StoredCodes
{
    private readonly NodeProto _dequantize;
    private readonly float[] _scales;
    private readonly long[] _codes;
    private readonly int _axis;

    private StoredCodes(OnnxGraph graph, NodeProto dequantize)
    {
        _dequantize = dequantize;
        _scales = graph.Floats(dequantize.Input[1]);
        _codes = graph.Integers(dequantize.Input[0]);
        Shape = [.. graph.Info(dequantize.Input[0]).Dims.Select(size => (long)size)];
        int axis = (int)(dequantize.Attribute.FirstOrDefault(attribute => attribute.Name == "axis")?.I ?? 1);
        _axis = axis < 0 ? axis + Shape.Length : axis;
        bool isSymmetric = dequantize.Input.Count < 3 || graph.Integers(dequantize.Input[2]).All(zero => zero == 0);
        if (!isSymmetric)
        {
            throw new InvalidDataException(
                $"{OnnxGraph.Label(dequantize)}: expected zero points of 0 for a constant, found others.");
        }
    }

    /// <summary>The constant's shape.</summary>
    public long[] Shape { get; }

    /// <summary>Whether a value is a constant that is stored as codes.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="value">Name of the value that a node reads.</param>
    public static bool Exist(OnnxGraph graph, string value)
        => graph.Producer(value) is { OpType: "DequantizeLinear" } node && graph.Constant(node.Input[0]) is not null;

    /// <summary>Finds the codes of a constant.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="value">Name of the value that a node reads.</param>
    public static StoredCodes Of(OnnxGraph graph, string value) => new(graph, graph.Producer(value)!);

    /// <summary>The scales, one number or of a shape that broadcasts with the constant's.</summary>
    public Tensor Scale() => _scales.Length == 1
        ? tensor(_scales[0])
        : tensor(_scales).reshape([.. Shape.Select((size, axis) => axis == _axis ? size : 1)]);

    /// <summary>The codes as real numbers, of the constant's shape.</summary>
    public Tensor Codes() => tensor(Array.ConvertAll(_codes, code => (float)code)).reshape(Shape);

    /// <summary>What the codes stand for, row-major.</summary>
    public float[] Values()
    {
        long inner = Shape.Skip(_axis + 1).Aggregate(1L, (product, size) => product * size);
        return [.. _codes.Select((code, index) => code * _scales[index / inner % _scales.Length])];
    }

    /// <summary>Stores other codes under the same name; scales stay.</summary>
    /// <typeparam name="T">The type that is stored.</typeparam>
    /// <param name="graph">The graph.</param>
    /// <param name="codes">Row-major.</param>
    public void Replace<T>(OnnxGraph graph, T[] codes)
        where T : struct
    {
        TensorProto stored = graph.Constant(_dequantize.Input[0])!;
        stored.Int32Data.Clear();
        stored.RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(codes.AsSpan()));
    }
}
