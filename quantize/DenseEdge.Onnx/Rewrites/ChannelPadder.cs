using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Rewrites;

/// <summary>Writes the padded form of one node after the other; see <see cref="ChannelPaddingPass"/>.</summary>
/// <param name="graph">The graph; old nodes stay until nothing reads them.</param>
/// <param name="multiple">What channel counts are rounded up to a multiple of.</param>
internal sealed class ChannelPadder(OnnxGraph graph, int multiple)
{
    private const int SmallestCount = 8;

    private readonly Dictionary<string, (string Value, ChannelLayout Layout)> _padded = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _cut = new(StringComparer.Ordinal);

    public int PaddedConvolutions { get; private set; }

    /// <summary>Rewrites a node if its inputs or its result are padded. Nodes come in topological order.</summary>
    public void Visit(NodeProto node)
    {
        bool done = node.OpType switch
        {
            "Conv" => TryConv(node),
            "Relu" => TryUnary(node, []),
            "Clip" => TryClip(node),
            "Add" => TryAdd(node),
            "Resize" => TryResize(node),
            "Concat" => TryConcat(node),
            "Slice" => TrySlice(node),
            _ => false,
        };
        if (!done)
        {
            foreach (string input in node.Input.Where(_padded.ContainsKey).Distinct().ToArray())
            {
                graph.ReplaceInput(node, input, Cut(input));
            }
        }
    }

    private bool TryConv(NodeProto node)
    {
        if (ConvLayer.Of(graph, node) is not { } layer)
        {
            return false;
        }

        bool isInputPadded = _padded.TryGetValue(node.Input[0], out (string Value, ChannelLayout Layout) input);
        ChannelLayout result = ResultLayout(node, layer.OutChannels);
        if (!isInputPadded && result.Count == layer.OutChannels)
        {
            return false;
        }

        ConvLayer padded = layer.Padded(isInputPadded ? input.Layout : ChannelLayout.Plain(layer.InChannels), result);
        string value = graph.Conv($"{node.Output[0]}/padded", isInputPadded ? input.Value : node.Input[0], padded);
        Finish(node, value, result);
        PaddedConvolutions++;
        return true;
    }

    /// <summary>A result that is cut into parts is padded part by part.</summary>
    private ChannelLayout ResultLayout(NodeProto conv, int channels)
    {
        string value = conv.Output[0];
        if (graph.IsOutput(value) || channels < SmallestCount)
        {
            return ChannelLayout.Plain(channels);
        }

        string end = graph.Consumers(value) is [{ OpType: "Relu" } relu] ? relu.Output[0] : value;
        int[] starts = [.. graph.Consumers(end).Select(reader => ChannelRange(reader)?.Start ?? -1).Distinct().Order(), channels];
        bool isCut = starts is [0, ..] && starts.Length > 2 && !graph.IsOutput(end);
        return ChannelLayout.Pad(isCut ? [.. starts.Zip(starts.Skip(1), (start, next) => next - start)] : [channels], multiple);
    }

    private bool TryUnary(NodeProto node, IReadOnlyList<string> others)
    {
        if (!_padded.TryGetValue(node.Input[0], out (string Value, ChannelLayout Layout) input))
        {
            return false;
        }

        Finish(node, graph.Emit(Stem(node), node.OpType, [input.Value, .. others], [.. node.Attribute]), input.Layout);
        return true;
    }

    // Zero must stay zero.
    private bool TryClip(NodeProto node)
        => Bound(node, 1) <= 0 && Bound(node, 2) >= 0 && TryUnary(node, [.. node.Input.Skip(1)]);

    private double Bound(NodeProto node, int index)
        => node.InputAt(index) is not { } bound ? 0 : graph.Constant(bound) is null ? double.NaN : graph.Floats(bound)[0];

    private bool TryAdd(NodeProto node)
    {
        if (!_padded.TryGetValue(node.Input[0], out var left) || !_padded.TryGetValue(node.Input[1], out var right)
            || !left.Layout.Equals(right.Layout))
        {
            return false;
        }

        Finish(node, graph.Add(Stem(node), left.Value, right.Value), left.Layout);
        return true;
    }

    private bool TryResize(NodeProto node)
    {
        if (!_padded.TryGetValue(node.Input[0], out (string Value, ChannelLayout Layout) input)
            || node.Integers("axes") is not null)
        {
            return false;
        }

        string[] others = [.. node.Input.Skip(1)];
        if (node.InputAt(3) is { } sizes)
        {
            long[] given = graph.Integers(sizes);
            others[2] = graph.Sizes(
                Stem(node), checked((int)given[0]), input.Layout.Count, checked((int)given[2]), checked((int)given[3]));
        }

        return TryUnary(node, others);
    }

    /// <summary>Only convolutions can read joined values with zeros between the parts.</summary>
    private bool TryConcat(NodeProto node)
    {
        IReadOnlyList<NodeProto> readers = graph.Consumers(node.Output[0]);
        if (node.Integer("axis", 0) is not (1 or -3) || !node.Input.Any(_padded.ContainsKey)
            || graph.IsOutput(node.Output[0]) || !readers.All(reader => ConvLayer.Of(graph, reader) is not null))
        {
            return false;
        }

        (string Value, ChannelLayout Layout, int Channels)[] parts = [.. node.Input.Select(Part)];
        Finish(
            node,
            graph.Concat(Stem(node), [.. parts.Select(part => part.Value)], 1),
            ChannelLayout.Join([.. parts.Select(part => (part.Layout, part.Channels))]));
        return true;

        (string Value, ChannelLayout Layout, int Channels) Part(string input)
        {
            int channels = graph.Info(input).Dims[1];
            return _padded.TryGetValue(input, out (string Value, ChannelLayout Layout) padded)
                ? (padded.Value, padded.Layout, channels)
                : (input, ChannelLayout.Plain(channels), channels);
        }
    }

    private bool TrySlice(NodeProto node)
    {
        if (!_padded.TryGetValue(node.Input[0], out (string Value, ChannelLayout Layout) input)
            || ChannelRange(node) is not { } range || graph.IsOutput(node.Output[0]))
        {
            return false;
        }

        (int start, int end, ChannelLayout layout) = input.Layout.Cut(range.Start, range.End);
        Finish(node, Slice(Stem(node), input.Value, start, end), layout);
        return true;
    }

    /// <summary>The channels that a Slice with constant bounds takes; null if it is none along channels.</summary>
    private (int Start, int End)? ChannelRange(NodeProto node)
    {
        if (node.OpType != "Slice" || node.InputAt(3) is not { } axes
            || Enumerable.Range(1, node.Input.Count - 1).Any(i => node.InputAt(i) is { } bound && graph.Constant(bound) is null)
            || graph.Integers(axes) is not [1] || (node.InputAt(4) is { } steps && graph.Integers(steps) is not [1])
            || graph.FindInfo(node.Input[0]) is not { Rank: 4 } info)
        {
            return null;
        }

        long start = graph.Integers(node.Input[1])[0], end = Math.Min(graph.Integers(node.Input[2])[0], info.Dims[1]);
        return start >= 0 && end > start ? ((int)start, (int)end) : null;
    }

    /// <summary>The original value, cut from the padded one.</summary>
    private string Cut(string value)
    {
        if (!_cut.TryGetValue(value, out string? cut))
        {
            cut = Original($"{value}/cut", _padded[value].Value, _padded[value].Layout);
            _cut.Add(value, cut);
        }

        return cut;
    }

    private string Original(string stem, string value, ChannelLayout layout)
    {
        int[] places = [.. Enumerable.Range(0, layout.Count).Where(place => layout.Sources[place] != ChannelLayout.Zero)];
        return places.Length == layout.Count ? value
            : places[^1] == places.Length - 1 ? Slice(stem, value, 0, places.Length)
            : graph.Emit(stem, "Gather", [value, graph.Sizes(stem, places)], NodeReading.Attribute("axis", 1));
    }

    private string Slice(string stem, string value, int start, int end)
        => graph.Emit(stem, "Slice", [value, graph.Sizes(stem, start), graph.Sizes(stem, end), graph.Sizes(stem, 1)]);

    private void Finish(NodeProto node, string value, ChannelLayout layout)
    {
        if (graph.IsOutput(node.Output[0]))
        {
            graph.ReplaceUses(node.Output[0], Original(Stem(node), value, layout));
        }
        else
        {
            _padded.Add(node.Output[0], (value, layout));
        }
    }

    private static string Stem(NodeProto node) => $"{node.Output[0]}/padded";
}
