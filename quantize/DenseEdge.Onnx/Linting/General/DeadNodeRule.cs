using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.General;

/// <summary>Nothing is computed for nobody.</summary>
internal sealed class DeadNodeRule() : LintRule(
    "GEN-19",
    LintSeverity.Warning,
    new LintRuleText(
        Title: "A result that nothing reads",
        Why: "Builders drop dead nodes, but they cost file size, build time, and time on engines that keep them.",
        Source: "onnx-simplifier, dead code elimination",
        Advice: "Drop it: any clean-up pass does.",
        Example: "breaks it: y = Relu(x) that no node and no output reads; keeps it: no such node"))
{
    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        foreach (NodeProto node in graph.Nodes.Where(node => node.Output.All(output => IsUnread(graph, output))))
        {
            yield return Finding(node, "has no result that a node or output reads.");
        }

        string[] unread = [.. graph.Initializers.Select(tensor => tensor.Name).Where(name => IsUnread(graph, name))];
        if (unread.Length > 0)
        {
            yield return Finding($"'{unread[0]}'", $"{AndOthers(unread.Length - 1, "initialisers are", "is")} read by nothing.");
        }
    }

    private static bool IsUnread(LintGraph graph, string value)
        => value.Length == 0 || !graph.IsRead(value);
}
