using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.General;

/// <summary>What is inside of control flow is not judged.</summary>
internal sealed class ControlFlowRule() : LintRule(
    "GEN-18",
    LintSeverity.Info,
    new LintRuleText(
        Title: "A graph inside of a node was not judged",
        Why: "Rules look at the main graph; shapes are not followed through a model with control flow.",
        Source: "this program",
        Advice: "Export the model with constant conditions and loop counts.",
        Example: "breaks it: If(condition) with two branches; keeps it: the branch that is meant"))
{
    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
        => graph.Soundness.Subgraphs.Select(node => Finding(node, "holds a graph of its own."));
}
