using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Quantization.Float16;

/// <summary>
/// Carries a plan out. A value keeps its name in the precision of its maker, so that layers can be compared by name; its other
/// form, if some reader needs it, is called VALUE/float16 or VALUE/float32. Outputs keep name and type.
/// </summary>
internal sealed class HalfRewriter(FloatGraph view, PrecisionPlan plan, HalfOptions options)
{
    private readonly OnnxGraph _graph = view.Graph;
    private readonly Dictionary<string, string> _otherForm = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _halfConstants = new(StringComparer.Ordinal);

    /// <summary>Number of constant elements that became FP16.</summary>
    public long HalfElements { get; private set; }

    /// <summary>How many of them are subnormal or became 0.</summary>
    public long WeakElements { get; private set; }

    /// <summary>Rewrites the graph.</summary>
    public void Run()
    {
        NodeProto[] nodes = [.. _graph.Nodes];
        Dictionary<NodeProto, List<(string From, string To)>> changes = new(ReferenceEqualityComparer.Instance);
        foreach (NodeProto node in nodes)
        {
            changes.Add(node, [.. Changes(node)]);
        }

        string[] halfOutputs = [.. _graph.Outputs.Where(output =>
            view.IsVariable(output) && _graph.Producer(output) is { } maker && plan.IsHalf(maker))];
        foreach ((NodeProto node, List<(string From, string To)> replaced) in changes)
        {
            replaced.ForEach(change => _graph.ReplaceInput(node, change.From, change.To));
            Retarget(node);
        }

        // Types are only known again once every node has its new inputs.
        _graph.Update();
        Array.ForEach(halfOutputs, KeepOutput);
        RemoveUnread(halfConstantsOf: _halfConstants.Keys);
        _graph.Update();
        RemoveEmptyCasts();
    }

    /// <summary>What a node has to read instead of what it reads.</summary>
    private IEnumerable<(string From, string To)> Changes(NodeProto node)
    {
        bool isHalf = plan.IsHalf(node);
        foreach (string value in view.Inputs(node).Where(value => !IsFixed(node, value)))
        {
            bool madeHalf = _graph.Producer(value) is { } maker && plan.IsHalf(maker);
            if (madeHalf != isHalf)
            {
                yield return (value, OtherForm(value, madeHalf ? GraphElementType.Float32 : GraphElementType.Float16));
            }
        }

        foreach (string constant in isHalf ? view.Constants(node) : [])
        {
            yield return (constant, HalfConstant(constant, node));
        }
    }

    /// <summary>Whether a node reads a value only where the standard asks for FP32.</summary>
    private static bool IsFixed(NodeProto node, string value)
        => Enumerable.Range(0, node.Input.Count)
            .Where(i => node.Input[i] == value).All(i => HalfOperators.StaysFloat32(node, i));

    private string OtherForm(string value, GraphElementType type)
    {
        if (!_otherForm.TryGetValue(value, out string? name))
        {
            string suffix = type == GraphElementType.Float16 ? "float16" : "float32";
            name = Cast(value, _graph.UniqueName($"{value}/{suffix}"), type);
            _otherForm.Add(value, name);
        }

        return name;
    }

    private string HalfConstant(string constant, NodeProto reader)
    {
        if (!_halfConstants.TryGetValue(constant, out string? name))
        {
            float[] values = _graph.Floats(constant);
            int[] dims = [.. _graph.Info(constant).Dims];
            name = _graph.AddConstant($"{constant}/float16", HalfConstants.Round(constant, values, reader, view, options), dims);
            _halfConstants.Add(constant, name);
            HalfElements += values.Length;
            WeakElements += HalfRounding.Of(values).WeakCount;
        }

        return name;
    }

    /// <summary>Lets a node that names its result's type make FP16.</summary>
    private void Retarget(NodeProto node)
    {
        if (node.OpType == "Cast" && plan.IsHalf(node)
            && node.Attribute.Single(attribute => attribute.Name == "to") is { I: (long)GraphElementType.Float32 } target)
        {
            target.I = (long)GraphElementType.Float16;
        }
    }

    /// <summary>Gives an output whose maker is FP16 now its name and type back, behind a cast.</summary>
    private void KeepOutput(string output)
    {
        NodeProto maker = _graph.Producer(output)!;
        string inner = _graph.UniqueName($"{output}/float16");
        NodeProto[] readers = [.. _graph.Consumers(output).Where(reader => !IsOurCast(reader, output))];
        if (_otherForm.TryGetValue(output, out string? wide))
        {
            // The cast that islands read already makes what the output wants.
            foreach (NodeProto reader in _graph.Consumers(wide))
            {
                _graph.ReplaceInput(reader, wide, output);
            }

            _graph.Remove(_graph.Producer(wide)!);
        }

        Rename(maker, output, inner);
        Array.ForEach(readers, reader => _graph.ReplaceInput(reader, output, inner));
        Cast(inner, output, GraphElementType.Float32);
    }

    private bool IsOurCast(NodeProto reader, string value)
        => _otherForm.TryGetValue(value, out string? wide) && reader.Output.Contains(wide);

    private void Rename(NodeProto node, string from, string to)
    {
        NodeProto copy = node.Clone();
        _graph.Remove(node);
        NodeProto added = _graph.Add(
            copy.OpType, copy.Input, [.. copy.Output.Select(output => output == from ? to : output)], [.. copy.Attribute]);
        added.Name = copy.Name;
        added.Domain = copy.Domain;
    }

    private string Cast(string from, string to, GraphElementType type)
    {
        AttributeProto target = new() { Name = "to", Type = AttributeProto.Types.AttributeType.Int, I = (long)type };
        return _graph.Add("Cast", [from], to, target).Output[0];
    }

    private void RemoveUnread(IEnumerable<string> halfConstantsOf)
    {
        foreach (string constant in halfConstantsOf.Where(name => _graph.Consumers(name).Count == 0 && !_graph.IsOutput(name)))
        {
            if (_graph.Producer(constant) is { } node)
            {
                _graph.Remove(node);
            }
            else
            {
                _graph.RemoveConstant(constant);
            }
        }
    }

    /// <summary>Removes casts to the type that their input has already: an FP16 input, or an FP16 output.</summary>
    private void RemoveEmptyCasts()
    {
        foreach (NodeProto node in _graph.Nodes.Where(node => node.OpType == "Cast").ToArray())
        {
            if (_graph.Info(node.Input[0]).ElementType == _graph.Info(node.Output[0]).ElementType)
            {
                _graph.ReplaceUses(node.Output[0], node.Input[0]);
                if (_graph.Consumers(node.Output[0]).Count == 0 && !_graph.IsOutput(node.Output[0]))
                {
                    _graph.Remove(node);
                }
            }
        }

        _graph.Update();
    }
}
