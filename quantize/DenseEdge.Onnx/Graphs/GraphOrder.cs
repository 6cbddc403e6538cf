using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Graphs;

/// <summary>Sorts nodes so that each comes behind those whose results it reads; otherwise their order stays.</summary>
internal static class GraphOrder
{
    /// <summary>Depth-first, with a stack of its own: graphs are thousands of nodes deep.</summary>
    /// <exception cref="InvalidDataException">Nodes form a cycle.</exception>
    public static IReadOnlyList<NodeProto> Sort(IReadOnlyList<NodeProto> nodes, Func<string, NodeProto?> producer)
    {
        List<NodeProto> sorted = new(nodes.Count);
        HashSet<NodeProto> done = new(ReferenceEqualityComparer.Instance), open = new(ReferenceEqualityComparer.Instance);
        Stack<(NodeProto Node, int NextInput)> path = new();
        foreach (NodeProto root in nodes)
        {
            Push(root);
            while (path.TryPop(out (NodeProto Node, int NextInput) top))
            {
                if (top.NextInput == top.Node.Input.Count)
                {
                    open.Remove(top.Node);
                    done.Add(top.Node);
                    sorted.Add(top.Node);
                    continue;
                }

                path.Push((top.Node, top.NextInput + 1));
                if (producer(top.Node.Input[top.NextInput]) is { } before)
                {
                    Push(before);
                }
            }
        }

        return sorted;

        void Push(NodeProto node)
        {
            if (done.Contains(node))
            {
                return;
            }

            if (!open.Add(node))
            {
                throw new InvalidDataException($"expected a graph without cycles, found one through {OnnxGraph.Label(node)}.");
            }

            path.Push((node, 0));
        }
    }
}
