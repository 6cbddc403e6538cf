using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.General;

/// <summary>The file format must not be newer than the target.</summary>
internal sealed class FormatVersionRule() : LintRule(
    "GEN-07",
    LintSeverity.Error,
    new LintRuleText(
        Title: "The version of the file format is newer than the target's",
        Why: "ONNX Runtime refuses a newer format. TensorRT only logs it, so that it is a warning there.",
        Source: "onnx.ai, versioning; onnx-tensorrt ModelImporter.cpp",
        Advice: "Set the format version to that of the opset: 8 for opset 15 to 17, 9 for 19 and 20, 10 for 21.",
        Example: "breaks it: IR version 10 with opset 17 for JetPack 5; keeps it: IR version 8"))
{
    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        if (graph.Model.IrVersion > target.IrMaximum)
        {
            yield return Finding(
                WholeModel,
                $"has IR version {graph.Model.IrVersion}; the target is known to read up to {target.IrMaximum}.",
                target.Engine == TargetEngine.TensorRt ? LintSeverity.Warning : null);
        }
    }
}
