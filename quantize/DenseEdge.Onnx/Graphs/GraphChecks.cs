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

        foreach (TensorProto tensor in graph.Initializer)
        {
            TensorData.RequireComplete(tensor);
        }

        foreach (NodeProto node in graph.Node)
        {
            RequirePlain(node);
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

        string[] names = [.. outputs.Select(output => output.Name)];
        if (names.Distinct().Count() < names.Length)
        {
            throw new InvalidDataException($"expected outputs of different names, found {string.Join(", ", names)}.");
        }

        if (names.FirstOrDefault(name => !values.Contains(name)) is { } open)
        {
            throw new InvalidDataException($"expected a node that makes the output '{open}', found none.");
        }
    }

    private static void RequirePlain(NodeProto node)
    {
        if (!node.Output.Any(output => output.Length > 0))
        {
            throw new InvalidDataException($"{OnnxGraph.Label(node)}: expected a result, found none.");
        }

        foreach (AttributeProto attribute in node.Attribute)
        {
            if (attribute.G is not null || attribute.Graphs.Count > 0)
            {
                throw new InvalidDataException(
                    $"expected a graph without control flow, found {OnnxGraph.Label(node)} with the subgraph "
                    + $"'{attribute.Name}'. Export the model with constant conditions and loop counts.");
            }

            if (attribute.SparseTensor is not null)
            {
                throw new InvalidDataException($"{OnnxGraph.Label(node)}: expected a dense constant, found a sparse one.");
            }

            if (attribute.T is { } tensor)
            {
                TensorData.RequireComplete(tensor);
            }
        }
    }
}
