using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.General;

/// <summary>Weights are finite numbers.</summary>
internal sealed class NotANumberRule() : LintRule(
    "GEN-13",
    LintSeverity.Error,
    new LintRuleText(
        Title: "A stored tensor holds NaN or an infinity",
        Why: "One NaN spreads over the whole output. Infinities in FP32 are legal in masks, so that they are a "
            + "warning.",
        Source: "IEEE 754; polygraphy check numerics",
        Advice: "Train again with a smaller learning rate, or fold batch norms with a larger epsilon; write masks with a "
            + "large finite number.",
        Example: "breaks it: a bias of [0.1, NaN]; keeps it: [0.1, 0.2]"))
{
    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        foreach (TensorProto tensor in graph.Initializers)
        {
            if (!TensorData.IsFloating((GraphElementType)tensor.DataType) || graph.Reals(tensor.Name) is not { } values)
            {
                continue;
            }

            int notNumbers = values.Count(double.IsNaN), infinite = values.Count(double.IsInfinity);
            if (notNumbers > 0)
            {
                yield return Finding($"'{tensor.Name}'", $"holds NaN, {notNumbers} of {values.Length} elements.");
            }
            else if (infinite > 0 && (GraphElementType)tensor.DataType != GraphElementType.Float16)
            {
                yield return Finding(
                    $"'{tensor.Name}'", $"is infinite in {infinite} of {values.Length} elements.", LintSeverity.Warning);
            }
        }
    }
}
