using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Linting;

/// <summary>What is wrong with the structure of a graph, found in one pass.</summary>
internal sealed class GraphSoundness
{
    /// <summary>Looks at a graph.</summary>
    public GraphSoundness(LintGraph graph)
    {
        MissingMakers = [.. FindMissing(graph)];
        SharedNames = [.. FindShared(graph)];
        Subgraphs = [.. graph.Nodes.Where(HasSubgraph)];
        Cycle = FindCycle(graph);
        OutOfOrder = Cycle is null && MissingMakers.Count == 0 ? [.. FindOutOfOrder(graph)] : [];
    }

    /// <summary>Nodes that read, and outputs that state, a value that nothing makes.</summary>
    public IReadOnlyList<(string Place, string Value)> MissingMakers { get; }

    /// <summary>Names that more than one input, initialiser or node makes.</summary>
    public IReadOnlyList<string> SharedNames { get; }

    /// <summary>Nodes with a graph inside.</summary>
    public IReadOnlyList<NodeProto> Subgraphs { get; }

    /// <summary>A node of a cycle; null if there is none.</summary>
    public NodeProto? Cycle { get; }

    /// <summary>Nodes that lie before one whose result they read; empty when there is a cycle.</summary>
    public IReadOnlyList<NodeProto> OutOfOrder { get; }

    private static IEnumerable<(string Place, string Value)> FindMissing(LintGraph graph)
    {
        foreach (NodeProto node in graph.Nodes)
        {
            foreach (string input in node.Input.Where(input => input.Length > 0 && !graph.Exists(input)).Distinct())
            {
                yield return (LintGraph.Label(node), input);
            }
        }

        foreach (ValueInfoProto output in graph.Outputs.Where(output => !graph.Exists(output.Name)))
        {
            yield return ($"output '{output.Name}'", output.Name);
        }
    }

    private static IEnumerable<string> FindShared(LintGraph graph)
    {
        GraphProto proto = graph.Model.Graph ?? new GraphProto();
        HashSet<string> defaults = [.. proto.Initializer.Select(tensor => tensor.Name)];
        return proto.Input.Select(input => input.Name).Where(name => !defaults.Contains(name))
            .Concat(proto.Initializer.Select(tensor => tensor.Name))
            .Concat(proto.Node.SelectMany(node => node.Output).Where(name => name.Length > 0))
            .GroupBy(name => name)
            .Where(group => group.Count() > 1)
            .Select(group => group.Key);
    }

    private static bool HasSubgraph(NodeProto node)
        => node.Attribute.Any(attribute => attribute.G is not null || attribute.Graphs.Count > 0);

    // Kahn's algorithm: what can never run because it waits for itself lies on a cycle or behind one.
    private static NodeProto? FindCycle(LintGraph graph)
    {
        Dictionary<NodeProto, int> waits = new(ReferenceEqualityComparer.Instance);
        Queue<NodeProto> ready = new();
        foreach (NodeProto node in graph.Nodes)
        {
            int before = node.Input.Distinct().Count(input => graph.Producer(input) is not null);
            waits[node] = before;
            if (before == 0)
            {
                ready.Enqueue(node);
            }
        }

        while (ready.TryDequeue(out NodeProto? node))
        {
            waits.Remove(node);
            foreach (string output in node.Output.Where(output => ReferenceEquals(graph.Producer(output), node)).Distinct())
            {
                foreach (NodeProto reader in graph.Consumers(output))
                {
                    if (waits.TryGetValue(reader, out int left) && reader.Input.Contains(output))
                    {
                        waits[reader] = left - 1;
                        if (left == 1)
                        {
                            ready.Enqueue(reader);
                        }
                    }
                }
            }
        }

        return graph.Nodes.FirstOrDefault(waits.ContainsKey);
    }

    private static IEnumerable<NodeProto> FindOutOfOrder(LintGraph graph)
    {
        HashSet<NodeProto> seen = new(ReferenceEqualityComparer.Instance);
        foreach (NodeProto node in graph.Nodes)
        {
            if (node.Input.Any(input => graph.Producer(input) is { } before && !seen.Contains(before)))
            {
                yield return node;
            }

            seen.Add(node);
        }
    }
}
