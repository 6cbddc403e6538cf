using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Graphs;

/// <summary>What must hold before a graph can be worked with.</summary>
internal static class GraphChecks
{
    /// <summary>Gets the version of the standard operators.</summary>
    public static int Opset(ModelProto model)
    {
        long[] versions = [.. model.OpsetImport.Where(set => set.Domain is "" or "ai.onnx").Select(set => set.Version)];
        return versions is [>= OnnxGraph.OldestOpset and <= OnnxGraph.NewestOpset]
            ? (int)versions[0]
            : throw new InvalidDataException(
                $"expected one opset of {OnnxGraph.OldestOpset} to {OnnxGraph.NewestOpset}, found "
                + $"{(versions.Length == 0 ? "none" : string.Join(", ", versions))}. Export the model again with opset 17.");
    }

    /// <summary>Refuses what shapes can't be followed through.</summary>
    public static void RequirePlain(GraphProto? graph)
    {
        if (graph is null || graph.Node.Count == 0)
        {
            throw new InvalidDataException("expected a graph with nodes, found none.");
        }

        if (graph.SparseInitializer.Count > 0)
        {
            throw new InvalidDataException(
                $"expected dense initialisers, found the sparse one '{graph.SparseInitializer[0].Values?.Name}'.");
        }

        foreach (NodeProto node in graph.Node)
        {
            if (node.Attribute.FirstOrDefault(attribute => attribute.G is not null || attribute.Graphs.Count > 0) is { } found)
            {
                throw new InvalidDataException(
                    $"expected a graph without control flow, found {OnnxGraph.Label(node)} with the subgraph "
                    + $"'{found.Name}'. Export the model with constant conditions and loop counts.");
            }
        }
    }

    /// <summary>Collects the names of all values.</summary>
    /// <exception cref="InvalidDataException">Two makers have one name.</exception>
    public static HashSet<string> Values(
        IEnumerable<ValueInfoProto> inputs, IEnumerable<string> initializers, IEnumerable<NodeProto> nodes)
    {
        HashSet<string> values = new(StringComparer.Ordinal);
        IEnumerable<string> made = nodes.SelectMany(node => node.Output).Where(name => name.Length > 0);
        foreach (string name in inputs.Select(input => input.Name).Concat(initializers).Concat(made))
        {
            if (!values.Add(name))
            {
                throw new InvalidDataException($"expected one input, initialiser or node that makes '{name}', found two.");
            }
        }

        return values;
    }

    /// <summary>Checks that everything that is read is made.</summary>
    public static void RequireMakers(
        IEnumerable<NodeProto> nodes, IEnumerable<ValueInfoProto> outputs, HashSet<string> values)
    {
        foreach (NodeProto node in nodes)
        {
            if (node.Input.FirstOrDefault(input => input.Length > 0 && !values.Contains(input)) is { } missing)
            {
                throw new InvalidDataException(
                    $"{OnnxGraph.Label(node)}: expected an input, initialiser or node that makes '{missing}', found none.");
            }
        }

        if (outputs.FirstOrDefault(output => !values.Contains(output.Name)) is { } open)
        {
            throw new InvalidDataException($"expected a node that makes the output '{open.Name}', found none.");
        }
    }
}
