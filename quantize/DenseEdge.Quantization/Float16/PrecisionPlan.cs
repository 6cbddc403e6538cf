using DenseEdge.Onnx.Schema;

namespace DenseEdge.Quantization.Float16;

/// <summary>
/// Decides the precision of every node: islands stay in FP32, the work of the network becomes FP16, and everything in between,
/// which is exact or cheap in both, takes the side on which the casts move the fewest bytes.
/// </summary>
/// <remarks>This is a minimum cut. A vertex is a node; the source's side is FP16. A value that some reader needs in the other
/// precision than its maker has costs one cast, however many readers there are: one auxiliary vertex per value and direction
/// says so.</remarks>
internal sealed class PrecisionPlan
{
    // In bytes moved per element, times 16. A cast reads one form of an element and writes the other.
    private const int CastCost = (4 + 2) * 16;

    // What FP32 costs more than FP16 each time that an element is read or written.
    private const int CopyCost = 2 * 16;

    // Engines run steps on each element within the kernel before or after them: no traffic, only a reason to prefer FP16.
    private const int FusedCost = 1;

    private static readonly HashSet<string> Views =
        new(StringComparer.Ordinal) { "Dropout", "Flatten", "Identity", "Reshape", "Squeeze", "Unsqueeze" };

    private readonly HashSet<NodeProto> _half = new(ReferenceEqualityComparer.Instance);

    private PrecisionPlan()
    {
    }

    /// <summary>Number of nodes that compute in FP16.</summary>
    public int HalfNodes => _half.Count;

    /// <summary>Whether a node computes in FP16.</summary>
    /// <param name="node">The node.</param>
    public bool IsHalf(NodeProto node) => _half.Contains(node);

    /// <summary>Solves it.</summary>
    /// <param name="islands">The graph, and the nodes that stay in FP32.</param>
    public static PrecisionPlan Of(Float32Islands islands)
    {
        MinimumCut cut = new();
        Dictionary<NodeProto, int> vertices = new(ReferenceEqualityComparer.Instance);
        foreach (NodeProto node in islands.Nodes)
        {
            vertices.Add(node, AddNode(cut, node, islands));
        }

        FloatGraph view = islands.View;
        foreach (string input in view.Graph.Inputs.Where(view.IsVariable))
        {
            AddValue(cut, input, MinimumCut.Sink, vertices, view);
        }

        foreach (NodeProto node in islands.Nodes)
        {
            foreach (string value in view.Outputs(node))
            {
                AddValue(cut, value, vertices[node], vertices, view);
            }
        }

        bool[] isFloat32 = cut.SinkSide();
        PrecisionPlan plan = new();
        plan._half.UnionWith(islands.Nodes.Where(node => !isFloat32[vertices[node]]));
        return plan;
    }

    private static int AddNode(MinimumCut cut, NodeProto node, Float32Islands islands)
    {
        if (islands.Contains(node))
        {
            return MinimumCut.Sink;
        }

        FloatGraph view = islands.View;
        if (view.RoleOf(node) == OperatorRole.Compute)
        {
            return MinimumCut.Source;
        }

        int vertex = cut.AddVertex();
        bool copies = view.RoleOf(node) == OperatorRole.Movement && !Views.Contains(node.OpType) && node.OpType != "Cast";
        long elements = view.Inputs(node).Concat(view.Outputs(node)).Sum(view.Count);
        cut.AddEdge(MinimumCut.Source, vertex, elements * (copies ? CopyCost : FusedCost));
        return vertex;
    }

    private static void AddValue(
        MinimumCut cut, string value, int maker, Dictionary<NodeProto, int> vertices, FloatGraph view)
    {
        List<int> readers = [.. view.Graph.Consumers(value).Select(node => vertices[node]).Distinct()];
        if (view.Graph.IsOutput(value))
        {
            readers.Add(MinimumCut.Sink);
        }

        long cost = Math.Max(1, view.Count(value)) * CastCost;
        int toFloat32 = cut.AddVertex(), toHalf = cut.AddVertex();
        cut.AddEdge(maker, toFloat32, cost);
        cut.AddEdge(toHalf, maker, cost);
        foreach (int reader in readers)
        {
            cut.AddEdge(toFloat32, reader, MinimumCut.Infinite);
            cut.AddEdge(reader, toHalf, MinimumCut.Infinite);
        }
    }
}
