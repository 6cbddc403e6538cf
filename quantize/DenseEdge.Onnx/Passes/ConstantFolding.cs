using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Graphs.Evaluation;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Passes;

/// <summary>
/// Computes beforehand what depends on constants and static shapes alone. Only operators whose results are the same to
/// the last bit on every engine are computed: moves of elements, integer arithmetic, and sums, products, quotients and
/// square roots of real numbers. Quantised constants stay: a DequantizeLinear says where an engine may compute with
/// integers.
/// </summary>
public sealed class ConstantFolding : IGraphPass
{
    // A result may be larger than what it is made of, such as an Expand; more than this would swell the file.
    private const long MostNewElements = 1 << 16;

    /// <inheritdoc/>
    public string Name => "fold-constants";

    /// <inheritdoc/>
    public string Description => "Computes beforehand what depends on constants and static shapes alone.";

    /// <inheritdoc/>
    public int Apply(OnnxGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        int changes = 0;
        foreach (NodeProto node in graph.Nodes.ToArray())
        {
            if (CanFold(graph, node) && Evaluate(graph, node) is { } values)
            {
                Replace(graph, node, values);
                changes++;
            }
        }

        graph.UpdateAfter(changes);
        return changes;
    }

    private static bool CanFold(OnnxGraph graph, NodeProto node)
        => ConstantRuleTable.Find(node.Domain, node.OpType) is not null
            && !node.Output.Any(graph.IsOutput)
            && (node.OpType is "Shape" or "Size"
                || node.Input.All(input => input.Length == 0 || graph.Constant(input) is not null));

    private static IReadOnlyList<ConstantTensor>? Evaluate(OnnxGraph graph, NodeProto node)
    {
        TensorInfo?[] outputs = [.. node.Output.Select(graph.FindInfo)];
        if (outputs.Contains(null) || graph.View(node) is not { } view)
        {
            return null;
        }

        long made = outputs.Sum(output => output!.ElementCount);
        long read = node.Input.Sum(input => graph.FindInfo(input)?.ElementCount ?? 0);
        return made <= Math.Max(read, MostNewElements) || node.OpType == "Constant"
            ? ConstantRuleTable.Evaluate(view, outputs!)
            : null;
    }

    private static void Replace(OnnxGraph graph, NodeProto node, IReadOnlyList<ConstantTensor> values)
    {
        for (int i = 0; i < node.Output.Count; i++)
        {
            graph.ReplaceUses(node.Output[i], graph.AddConstant(node.Output[i], values[i].Encode(node.Output[i])));
        }

        graph.Remove(node);
    }
}
