using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.General;

/// <summary>The file must not be larger than a protobuf message may be.</summary>
internal sealed class ModelSizeRule() : LintRule(
    "GEN-08",
    LintSeverity.Error,
    new LintRuleText(
        Title: "The file is larger than the target reads",
        Why: "Protobuf messages end at 2 GB; devices read the file in one piece.",
        Source: "protobuf.dev, limits; the target's profile",
        Advice: "Store the weights in FP16 or INT8, or split the model.",
        Example: "breaks it: 2.1 GB of FP32 weights; keeps it: the same weights in FP16"))
{
    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        long bytes = graph.Initializers.Sum(tensor => (long)tensor.CalculateSize());
        if (bytes > target.ModelBytesMaximum)
        {
            yield return Finding(WholeModel, $"holds {bytes:N0} bytes of weights; the limit is {target.ModelBytesMaximum:N0}.");
        }
    }
}
