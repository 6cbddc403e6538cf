using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Quantization.Calibration;

/// <summary>A run of consecutive nodes of a graph, as a model of its own.</summary>
/// <param name="Inputs">Values that it takes from the graph's inputs or from earlier segments.</param>
/// <param name="Outputs">Values that calibration wants to see or that later segments take.</param>
/// <param name="Nodes">Its nodes in topological order.</param>
internal sealed record GraphSegment(
    IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, IReadOnlyList<NodeProto> Nodes)
{
    /// <summary>Divides a graph so that no segment hands out much more than a number of bytes.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="wanted">The values that calibration wants to see.</param>
    /// <param name="byteBudget">The number of bytes; a segment has at least one node.</param>
    public static IReadOnlyList<GraphSegment> Divide(OnnxGraph graph, IReadOnlySet<string> wanted, long byteBudget)
    {
        List<List<NodeProto>> runs = [[]];
        long bytes = 0;
        foreach (NodeProto node in graph.Nodes.Where(node => node.OpType != "Constant"))
        {
            long own = node.Output.Where(wanted.Contains).Sum(value => ByteSize(graph.Info(value)));
            if (bytes > 0 && bytes + own > byteBudget)
            {
                runs.Add([]);
                bytes = 0;
            }

            runs[^1].Add(node);
            bytes += own;
        }

        return [.. runs.Select((run, index) => Of(graph, run, [.. runs.Skip(index + 1).SelectMany(later => later)], wanted))];
    }

    /// <summary>Writes the segment as a model.</summary>
    /// <param name="graph">The graph that it comes from.</param>
    public OnnxModel ToModel(OnnxGraph graph)
    {
        GraphProto proto = new() { Name = "segment" };
        proto.Node.AddRange(Nodes.Select(node => node.Clone()));
        proto.Input.AddRange(Inputs.Select(value => Describe(value, graph.Info(value))));
        proto.Output.AddRange(Outputs.Select(value => Describe(value, graph.Info(value))));
        foreach (string value in Nodes.SelectMany(node => node.Input).Where(value => value.Length > 0).Distinct())
        {
            if (graph.Constant(value) is { } tensor)
            {
                TensorProto copy = tensor.Clone();
                copy.Name = value;
                proto.Initializer.Add(copy);
            }
        }

        ModelProto model = new() { IrVersion = 8, Graph = proto };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = graph.Opset });
        return new OnnxModel(model);
    }

    private static GraphSegment Of(
        OnnxGraph graph, List<NodeProto> run, List<NodeProto> later, IReadOnlySet<string> wanted)
    {
        HashSet<string> made = [.. run.SelectMany(node => node.Output)];
        HashSet<string> neededLater = [.. later.SelectMany(node => node.Input)];
        IEnumerable<string> inputs = run.SelectMany(node => node.Input).Distinct()
            .Where(value => value.Length > 0 && !made.Contains(value) && IsVariable(graph, value));
        IEnumerable<string> outputs = run.SelectMany(node => node.Output)
            .Where(value => value.Length > 0 && (wanted.Contains(value) || neededLater.Contains(value) || graph.IsOutput(value)));
        return new GraphSegment([.. inputs], [.. outputs], run);
    }

    private static bool IsVariable(OnnxGraph graph, string value)
        => graph.Constant(value) is null && (graph.Producer(value) is not null || graph.Inputs.Contains(value));

    private static long ByteSize(TensorInfo info) => info.Dims.Aggregate(4L, (bytes, size) => bytes * size);

    private static ValueInfoProto Describe(string name, TensorInfo info)
    {
        TypeProto.Types.Tensor type = new() { ElemType = (int)info.ElementType, Shape = new TensorShapeProto() };
        type.Shape.Dim.AddRange(info.Dims.Select(size => new TensorShapeProto.Types.Dimension { DimValue = size }));
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = type } };
    }
}
