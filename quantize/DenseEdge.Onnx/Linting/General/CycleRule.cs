using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.General;

/// <summary>A graph has no cycle.</summary>
internal sealed class CycleRule() : LintRule(
    "GEN-03",
    LintSeverity.Error,
    new LintRuleText(
        Title: "Nodes form a cycle",
        Why: "A graph with a cycle has no order in which its nodes can run: every engine refuses it.",
        Source: "onnx.ai, IR specification, Graphs (acyclic)",
        Advice: "Export the model again; recurrence is written with the operators made for it.",
        Example: "breaks it: a = Relu(b), b = Relu(a); keeps it: a = Relu(x), b = Relu(a)"))
{
    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
        => graph.Soundness.Cycle is { } node ? [Finding(node, "waits for its own result.")] : [];
}
