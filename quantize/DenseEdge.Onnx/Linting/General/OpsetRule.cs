using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.General;

/// <summary>The operator set must be one that the target reads.</summary>
internal sealed class OpsetRule() : LintRule(
    "GEN-06",
    LintSeverity.Error,
    new LintRuleText(
        Title: "The operator set is not one that the target reads",
        Why: "The parser refuses the file, or reads operators with another meaning.",
        Source: "the target's profile: quantize/DenseEdge.Onnx/targets",
        Advice: "Export with opset 17: it is read by every target.",
        Example: "breaks it: opset 18 for JetPack 5; keeps it: opset 17"))
{
    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        if (target.Opset.Contains(graph.Opset))
        {
            yield break;
        }

        // Old operator sets are mostly read all the same; profiles name the lowest one that is documented.
        bool isOld = graph.Opset > 0 && graph.Opset < target.Opset.Minimum;
        string found = graph.Opset == 0 ? "states no version of the standard operators" : $"has opset {graph.Opset}";
        yield return Finding(
            WholeModel,
            $"{found}; {target.Name} reads {target.Opset.Minimum} to {target.Opset.Maximum}.",
            isOld ? LintSeverity.Warning : null);
    }
}
