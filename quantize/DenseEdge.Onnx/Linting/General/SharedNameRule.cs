using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.General;

/// <summary>A name belongs to one value.</summary>
internal sealed class SharedNameRule() : LintRule(
    "GEN-02",
    LintSeverity.Error,
    new LintRuleText(
        Title: "Two inputs, initialisers or nodes make a value of one name",
        Why: "Engines refuse the file, or one of the two silently wins.",
        Source: "onnx.ai, IR specification, names within a graph (static single assignment)",
        Advice: "Give every value a name of its own.",
        Example: "breaks it: two Relu nodes with the output 'y'; keeps it: outputs 'y' and 'y_1'"))
{
    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
        => graph.Soundness.SharedNames.Select(name => Finding($"'{name}'", "is made more than once."));
}
