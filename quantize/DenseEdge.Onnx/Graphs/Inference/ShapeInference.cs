using DenseEdge.Onnx.Graphs.Evaluation;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Graphs.Inference;

/// <summary>
/// Walks a graph in order and keeps, for every value, its type and shape, or the reason why they are not known. Small
/// constants are computed on the way, because exporters derive shapes from shapes
/// (Shape → Gather → Concat → Reshape).
/// </summary>
internal sealed class ShapeInference(int opset, Func<string, TensorProto?> stored)
{
    // Shape arithmetic has a handful of elements; larger constants are not needed to know shapes.
    private const int MostElements = 1024;

    private readonly Dictionary<string, TensorInfo> _infos = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _gaps = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ConstantTensor> _constants = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TensorInfo> _stated = new(StringComparer.Ordinal);

    /// <summary>Gets type and shape; null when they are not known.</summary>
    public TensorInfo? Find(string value) => _infos.GetValueOrDefault(value);

    /// <summary>Gets why type and shape are not known.</summary>
    public string? Gap(string value) => _gaps.GetValueOrDefault(value);

    /// <summary>Notes what the file says of an intermediate value; it counts where no rule knows better.</summary>
    public void State(ValueInfoProto info)
    {
        if (DeclaredShape.Static(info) is { } known)
        {
            _stated[info.Name] = known;
        }
    }

    /// <summary>Adds an input of the graph.</summary>
    public void AddInput(ValueInfoProto input)
    {
        if (DeclaredShape.Static(input) is { } known)
        {
            _infos[input.Name] = known;
            return;
        }

        _gaps[input.Name] =
            $"the input '{input.Name}' has dimensions that change: {DeclaredShape.Text(input)}. Expected sizes that are known "
            + $"beforehand: fix them, for example with --shape {input.Name}=1x3x480x640.";
    }

    /// <summary>Adds a stored tensor.</summary>
    public void AddConstant(TensorProto tensor)
        => _infos[tensor.Name] = new TensorInfo((GraphElementType)tensor.DataType, TensorData.Dims(tensor));

    /// <summary>Adds the results of a node, whose inputs were added before.</summary>
    /// <exception cref="InvalidDataException">The node contradicts itself or its inputs.</exception>
    public void AddNode(NodeProto node)
    {
        TensorInfo?[] inputs = new TensorInfo?[node.Input.Count];
        for (int i = 0; i < inputs.Length; i++)
        {
            string name = node.Input[i];
            inputs[i] = name.Length == 0 ? null : Find(name);
            if (name.Length > 0 && inputs[i] is null)
            {
                AddUnknown(node, Gap(name) ?? $"nothing is known about '{name}'.");
                return;
            }
        }

        OperatorNode view = new(node, opset, inputs, Constant);
        if (ShapeRuleTable.Find(node.Domain, node.OpType) is not { } rule)
        {
            AddUnknown(node, $"{OnnxGraph.Label(node)}: expected an operator whose shape rule is known, found "
                + $"'{OnnxGraph.QualifiedType(node)}' of opset {opset}, and the file states no shape for its result.");
        }
        else if (Apply(rule, view) is { } outputs)
        {
            AddKnown(node, view, outputs);
        }
        else
        {
            AddUnknown(node, $"{OnnxGraph.Label(node)}: expected a constant that says the shape of its result, found "
                + $"'{view.MissingConstant}', which depends on the inputs of the graph.");
        }
    }

    /// <summary>Shapes of a damaged file can be absurd; they are refused before anything is made of that size.</summary>
    private static IReadOnlyList<TensorInfo>? Apply(ShapeRule rule, OperatorNode view)
    {
        try
        {
            IReadOnlyList<TensorInfo>? outputs = rule(view);
            return outputs?.FirstOrDefault(output => output.ElementCount > int.MaxValue) is { } large
                ? throw view.Fault($"results of at most {int.MaxValue} elements", $"{large}")
                : outputs;
        }
        catch (OverflowException exception)
        {
            throw new InvalidDataException(
                $"{OnnxGraph.Label(view.Proto)}: expected sizes that fit into 31 bits, found larger ones.", exception);
        }
    }

    private void AddKnown(NodeProto node, OperatorNode view, IReadOnlyList<TensorInfo> outputs)
    {
        for (int i = 0; i < node.Output.Count && i < outputs.Count; i++)
        {
            if (node.Output[i].Length > 0)
            {
                _infos[node.Output[i]] = outputs[i];
            }
        }

        if (outputs.Any(output => output.ElementCount > MostElements) || node.Output.Count > outputs.Count)
        {
            return;
        }

        IReadOnlyList<ConstantTensor>? values = ConstantRuleTable.Evaluate(view, outputs);
        for (int i = 0; values is not null && i < node.Output.Count && i < values.Count; i++)
        {
            _constants[node.Output[i]] = values[i];
        }
    }

    private void AddUnknown(NodeProto node, string reason)
    {
        foreach (string output in node.Output.Where(output => output.Length > 0))
        {
            if (_stated.TryGetValue(output, out TensorInfo? stated))
            {
                _infos[output] = stated;
            }
            else
            {
                _gaps[output] = reason;
            }
        }
    }

    private ConstantTensor? Constant(string value)
    {
        if (_constants.TryGetValue(value, out ConstantTensor? known))
        {
            return known;
        }

        if (stored(value) is not { } tensor || Find(value) is not { } info || info.ElementCount > MostElements
            || !ConstantTensor.Supports(info.ElementType))
        {
            return null;
        }

        return _constants[value] = ConstantTensor.Decode(tensor);
    }
}
