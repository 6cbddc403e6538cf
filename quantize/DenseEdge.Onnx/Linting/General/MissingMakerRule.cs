using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.General;

/// <summary>Everything that is read must be made.</summary>
internal sealed class MissingMakerRule() : LintRule(
    "GEN-01",
    LintSeverity.Error,
    new LintRuleText(
        Title: "A node or output reads a value that nothing makes",
        Why: "Every engine refuses such a file when it loads it.",
        Source: "onnx.ai, IR specification, Graphs",
        Advice: "Export the model again, or name the input that is meant.",
        Example: "breaks it: Relu('x2') where no input, initialiser or node is called 'x2'; keeps it: Relu('x')"))
{
    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
        => graph.Soundness.MissingMakers.Select(
            missing => Finding(missing.Place, $"reads '{missing.Value}', which no input, initialiser or node makes."));
}
