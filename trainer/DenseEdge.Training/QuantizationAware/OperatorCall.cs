using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;
using static TorchSharp.torch;

namespace DenseEdge.Training.QuantizationAware;

/// <summary>A node about to be computed: its inputs as tensors, its constants and attributes as numbers.</summary>
/// <param name="graph">The graph; knows constants and static shapes.</param>
/// <param name="node">The node.</param>
/// <param name="inputs">The tensors of its inputs by position; null where one is left out or not a floating-point number.</param>
internal sealed class OperatorCall(OnnxGraph graph, NodeProto node, IReadOnlyList<Tensor?> inputs)
{
    /// <summary>The node.</summary>
    public NodeProto Node => node;

    /// <summary>The operator.</summary>
    public string Operator => node.OpType;

    /// <summary>Number of inputs, those that are left out included.</summary>
    public int InputCount => node.Input.Count;

    /// <summary>Whether an input is there.</summary>
    public bool Has(int index) => index < node.Input.Count && node.Input[index].Length > 0;

    /// <summary>An input as a tensor.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public Tensor Input(int index) => OptionalInput(index) ?? throw Fault($"floating-point input {index}", "none");

    /// <summary>An input as a tensor, or null.</summary>
    public Tensor? OptionalInput(int index) => index < inputs.Count ? inputs[index] : null;

    /// <summary>The static shape of an input.</summary>
    public IReadOnlyList<int> InputShape(int index) => graph.Info(node.Input[index]).Dims;

    /// <summary>The static shape of a result.</summary>
    public long[] OutputShape(int index = 0) => [.. graph.Info(node.Output[index]).Dims.Select(size => (long)size)];

    /// <summary>The element type of the first result.</summary>
    public GraphElementType OutputType() => graph.Info(node.Output[0]).ElementType;

    /// <summary>A constant input of integers.</summary>
    public long[] ConstantIntegers(int index) => graph.Constant(node.Input[index]) is null
        ? throw Fault($"a constant as input {index}", $"'{node.Input[index]}', which is computed")
        : graph.Integers(node.Input[index]);

    /// <summary>A constant input of real numbers.</summary>
    public float[] ConstantFloats(int index) => graph.Constant(node.Input[index]) is null
        ? throw Fault($"a constant as input {index}", $"'{node.Input[index]}', which is computed")
        : graph.Floats(node.Input[index]);

    /// <summary>An integer attribute.</summary>
    public long Integer(string name, long otherwise) => Find(name)?.I ?? otherwise;

    /// <summary>A real attribute.</summary>
    public float Real(string name, float otherwise) => Find(name)?.F ?? otherwise;

    /// <summary>A text attribute.</summary>
    public string Text(string name, string otherwise) => Find(name)?.S.ToStringUtf8() ?? otherwise;

    /// <summary>A list attribute; null if the node hasn't got it.</summary>
    public long[]? Integers(string name) => Find(name) is { } attribute ? [.. attribute.Ints] : null;

    /// <summary>Integers that older operator sets keep in an attribute and newer ones in a constant input.</summary>
    /// <param name="name">The attribute.</param>
    /// <param name="index">The input.</param>
    public long[]? IntegersOrInput(string name, int index) => Integers(name) ?? (Has(index) ? ConstantIntegers(index) : null);

    /// <summary>An axis of the first input, counted from 0.</summary>
    /// <param name="axis">An axis, possibly counted from the end.</param>
    public long Axis(long axis) => axis < 0 ? axis + InputShape(0).Count : axis;

    /// <summary>Makes the error of a node that can't be trained.</summary>
    public InvalidDataException Fault(string expected, string found)
        => new($"{OnnxGraph.Label(node)}: expected {expected}, found {found}.");

    private AttributeProto? Find(string name) => node.Attribute.FirstOrDefault(attribute => attribute.Name == name);
}
