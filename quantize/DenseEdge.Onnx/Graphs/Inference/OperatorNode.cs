using DenseEdge.Onnx.Graphs.Evaluation;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Graphs.Inference;

/// <summary>A node as the rule of its operator sees it: the inputs' shapes and constant values, and the
/// attributes.</summary>
internal sealed class OperatorNode(
    NodeProto proto, int opset, IReadOnlyList<TensorInfo?> inputs, Func<string, ConstantTensor?> constant)
{
    public NodeProto Proto => proto;

    public string OpType => proto.OpType;

    public int Opset => opset;

    public int InputCount => inputs.Count;

    /// <summary>The input whose value a rule asked for though it is not constant; null if there was none.</summary>
    public string? MissingConstant { get; private set; }

    /// <summary>Whether an optional input is there.</summary>
    public bool Has(int index) => index < proto.Input.Count && proto.Input[index].Length > 0;

    public TensorInfo Input(int index)
        => index < inputs.Count && inputs[index] is { } info
            ? info
            : throw Fault($"input {index}", "none");

    /// <summary>Gets the elements of a constant input; null, noted in <see cref="MissingConstant"/>, if they depend on the
    /// graph's inputs.</summary>
    public ConstantTensor? Constant(int index)
    {
        if (!Has(index))
        {
            throw Fault($"input {index}", "none");
        }

        ConstantTensor? value = constant(proto.Input[index]);
        MissingConstant ??= value is null ? proto.Input[index] : null;
        return value;
    }

    /// <summary>Gets the elements of a constant input of integers; null as <see cref="Constant"/> does.</summary>
    public long[]? ConstantIntegers(int index)
        => Constant(index) is not { } value ? null
            : value.IsReal ? throw Fault($"integers as input {index}", $"{value.ElementType}")
            : value.Integers;

    /// <summary>Gets the common element type of some inputs.</summary>
    public GraphElementType CommonType(params ReadOnlySpan<int> indices)
    {
        foreach (int index in indices)
        {
            if (Input(index).ElementType != Input(indices[0]).ElementType)
            {
                throw Fault("inputs of one type", $"{Input(indices[0])} and {Input(index)}");
            }
        }

        return Input(indices[0]).ElementType;
    }

    /// <summary>Gets integers that older operator sets state as an attribute and newer ones as an input.</summary>
    /// <param name="attribute">Name of the attribute.</param>
    /// <param name="index">Position of the input.</param>
    /// <param name="values">The integers; null when neither is given.</param>
    /// <returns>False when the input is there and not constant.</returns>
    public bool TryIntegers(string attribute, int index, out long[]? values)
    {
        values = Integers(attribute);
        if (values is null && Has(index))
        {
            values = ConstantIntegers(index);
            return values is not null;
        }

        return true;
    }

    public long Integer(string attribute, long otherwise)
        => Find(attribute) is { } found ? found.I : otherwise;

    public float Number(string attribute, float otherwise) => Find(attribute) is { } found ? found.F : otherwise;

    public string Text(string attribute, string otherwise)
        => Find(attribute) is { } found ? found.S.ToStringUtf8() : otherwise;

    public long[]? Integers(string attribute) => Find(attribute) is { } found ? [.. found.Ints] : null;

    public float[]? Numbers(string attribute) => Find(attribute) is { } found ? [.. found.Floats] : null;

    public TensorProto? Tensor(string attribute) => Find(attribute)?.T;

    /// <summary>Turns a dimension that may count from the end into one that counts from 0.</summary>
    public int Axis(long axis, int rank)
        => axis >= -rank && axis < rank
            ? (int)(axis < 0 ? axis + rank : axis)
            : throw Fault($"an axis from {-rank} to {rank - 1}", $"{axis}");

    /// <summary>Makes the error of a node that contradicts itself or its inputs.</summary>
    public InvalidDataException Fault(string expected, string found)
        => new($"{OnnxGraph.Label(proto)}: expected {expected}, found {found}.");

    /// <summary>Checks a size, which must fit into an <see cref="int"/>.</summary>
    public int Size(long size)
        => size is >= 0 and <= int.MaxValue ? (int)size : throw Fault("sizes of 0 to 2^31 - 1", $"{size}");

    public int[] Broadcast(IReadOnlyList<int> left, IReadOnlyList<int> right)
    {
        int[] dims = new int[Math.Max(left.Count, right.Count)];
        for (int fromEnd = 1; fromEnd <= dims.Length; fromEnd++)
        {
            int a = fromEnd <= left.Count ? left[^fromEnd] : 1;
            int b = fromEnd <= right.Count ? right[^fromEnd] : 1;
            dims[^fromEnd] = a == b || b == 1 ? a : a == 1 ? b : throw Fault(
                "shapes that broadcast", $"[{string.Join(", ", left)}] and [{string.Join(", ", right)}]");
        }

        return dims;
    }

    private AttributeProto? Find(string name) => proto.Attribute.FirstOrDefault(attribute => attribute.Name == name);
}
