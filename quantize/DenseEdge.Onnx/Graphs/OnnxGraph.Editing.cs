using System.Globalization;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Graphs;

/// <content>Changes.</content>
public sealed partial class OnnxGraph
{
    /// <summary>Makes a name that no value and no node has.</summary>
    /// <param name="stem">How it begins; a number follows if the name is taken.</param>
    public string UniqueName(string stem)
    {
        ArgumentException.ThrowIfNullOrEmpty(stem);
        string name = stem;
        for (int i = 1; !_names.Add(name); i++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{stem}_{i}");
        }

        return name;
    }

    /// <summary>Adds a node with one result.</summary>
    /// <param name="opType">The operator, of the standard ones.</param>
    /// <param name="inputs">Names of the values that it reads; an empty name leaves an optional input out.</param>
    /// <param name="output">Name of its result, as <see cref="UniqueName"/> gives it.</param>
    /// <param name="attributes">Its attributes.</param>
    /// <returns>The node. Its shapes are known at once if those of its inputs are; its place in <see cref="Nodes"/> is right
    /// after <see cref="Update"/>.</returns>
    /// <exception cref="ArgumentException">Some node, input or initialiser makes the output already.</exception>
    public NodeProto Add(string opType, IReadOnlyList<string> inputs, string output, params AttributeProto[] attributes)
        => Add(opType, inputs, [output], attributes);

    /// <summary>Adds a node with several results.</summary>
    /// <inheritdoc cref="Add(string, IReadOnlyList{string}, string, AttributeProto[])"/>
    /// <param name="opType">The operator, of the standard ones.</param>
    /// <param name="inputs">Names of the values that it reads; an empty name leaves an optional input out.</param>
    /// <param name="outputs">Names of its results, as <see cref="UniqueName"/> gives them.</param>
    /// <param name="attributes">Its attributes.</param>
    public NodeProto Add(
        string opType, IReadOnlyList<string> inputs, IReadOnlyList<string> outputs, params AttributeProto[] attributes)
    {
        ArgumentException.ThrowIfNullOrEmpty(opType);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(outputs);
        if (outputs.FirstOrDefault(Exists) is { } taken)
        {
            throw new ArgumentException($"Expected a new name for the result of {opType}, got '{taken}'.", nameof(outputs));
        }

        NodeProto node = new() { OpType = opType, Name = UniqueName($"{outputs[0]}/{opType}") };
        node.Input.AddRange(inputs);
        node.Output.AddRange(outputs);
        node.Attribute.AddRange(attributes);
        _names.UnionWith(outputs);
        _nodes.Add(node);
        AddToIndex(node);
        _shapes.AddNode(node);
        return node;
    }

    /// <summary>Removes a node. What read its results must have been changed before, or get a new maker before
    /// <see cref="Update"/>.</summary>
    /// <param name="node">A node of this graph.</param>
    /// <exception cref="ArgumentException">It is none.</exception>
    public void Remove(NodeProto node)
    {
        ArgumentNullException.ThrowIfNull(node);
        int index = _nodes.FindIndex(candidate => ReferenceEquals(candidate, node));
        if (index < 0)
        {
            throw new ArgumentException("Expected a node of this graph, got another one.", nameof(node));
        }

        _nodes.RemoveAt(index);
        Unlink(node);
        foreach (string output in node.Output.Where(output => ReferenceEquals(Producer(output), node)))
        {
            _producers.Remove(output);
        }
    }

    /// <summary>Lets one node read another value.</summary>
    /// <param name="node">A node of this graph.</param>
    /// <param name="from">The value that it reads.</param>
    /// <param name="to">The value that it is to read, at every place where it reads the other one.</param>
    public void ReplaceInput(NodeProto node, string from, string to)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentException.ThrowIfNullOrEmpty(from);
        ArgumentException.ThrowIfNullOrEmpty(to);
        bool reads = node.Input.Contains(to);
        for (int i = 0; i < node.Input.Count; i++)
        {
            if (node.Input[i] == from)
            {
                node.Input[i] = to;
            }
        }

        RemoveConsumer(from, node);
        if (!reads)
        {
            AddConsumer(to, node);
        }
    }

    /// <summary>Sets one input of a node.</summary>
    /// <param name="node">A node of this graph.</param>
    /// <param name="index">Position of the input; optional ones before it that were left out stay so.</param>
    /// <param name="value">The value to read.</param>
    public void SetInput(NodeProto node, int index, string value)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentException.ThrowIfNullOrEmpty(value);
        Unlink(node);
        while (node.Input.Count <= index)
        {
            node.Input.Add("");
        }

        node.Input[index] = value;
        AddToIndex(node);
    }

    /// <summary>Whether everything that reads one value can read another without a copy of it: outputs keep their public
    /// names, so an output can't stand for an input, a constant or another output.</summary>
    /// <param name="from">The value that nothing would read.</param>
    /// <param name="to">The value to read instead.</param>
    public bool CanReplace(string from, string to) => !IsOutput(from) || (Producer(to) is not null && !IsOutput(to));

    /// <summary>Lets everything that reads one value read another.</summary>
    /// <remarks>
    /// Outputs keep their public names: when <paramref name="from"/> is an output, the maker of <paramref name="to"/> takes
    /// over the name <paramref name="from"/> and the old maker's result gets a new one; where that can't be, because
    /// <paramref name="to"/> is an input, a constant or an output itself, an Identity node copies it.
    /// </remarks>
    /// <param name="from">The value that nothing reads afterwards, unless it is an output.</param>
    /// <param name="to">The value to read instead; its maker must not read <paramref name="from"/>.</param>
    public void ReplaceUses(string from, string to)
    {
        ArgumentException.ThrowIfNullOrEmpty(from);
        ArgumentException.ThrowIfNullOrEmpty(to);
        foreach (NodeProto node in Consumers(from))
        {
            ReplaceInput(node, from, to);
        }

        if (!IsOutput(from))
        {
            return;
        }

        if (Producer(from) is { } before)
        {
            RenameResult(before, from, UniqueName(from));
        }

        if (Producer(to) is { } maker && !IsOutput(to))
        {
            foreach (NodeProto node in Consumers(to))
            {
                ReplaceInput(node, to, from);
            }

            RenameResult(maker, to, from);
        }
        else
        {
            Add("Identity", [to], from);
        }
    }

    private bool Exists(string value)
        => Producer(value) is not null || _initializers.ContainsKey(value) || Inputs.Contains(value);

    private void RenameResult(NodeProto node, string from, string to)
    {
        node.Output[node.Output.IndexOf(from)] = to;
        _producers.Remove(from);
        _producers[to] = node;
        _shapes.AddNode(node);
    }

    private void Unlink(NodeProto node)
    {
        foreach (string input in node.Input.Where(input => input.Length > 0).Distinct())
        {
            RemoveConsumer(input, node);
        }
    }

    private void RemoveConsumer(string value, NodeProto node)
    {
        if (_consumers.TryGetValue(value, out List<NodeProto>? consumers))
        {
            consumers.RemoveAll(consumer => ReferenceEquals(consumer, node));
        }
    }
}
