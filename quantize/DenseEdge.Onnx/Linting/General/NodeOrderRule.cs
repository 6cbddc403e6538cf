using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.General;

/// <summary>Nodes lie behind those whose results they read.</summary>
internal sealed class NodeOrderRule() : LintRule(
    "GEN-04",
    LintSeverity.Error,
    new LintRuleText(
        Title: "Nodes do not lie in an order in which they can run",
        Why: "The format asks for sorted nodes; some engines sort them, others refuse the file.",
        Source: "onnx.ai, IR specification, Graphs (topological sorting)",
        Advice: "Sort the nodes: any pass of this program that saves the model does.",
        Example: "breaks it: Relu(conv) before conv = Conv(x); keeps it: the other way round"))
{
    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
        => graph.Soundness.OutOfOrder.Select(node => Finding(node, "lies before a node whose result it reads."));
}
