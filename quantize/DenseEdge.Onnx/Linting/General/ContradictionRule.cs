using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.General;

/// <summary>What nodes say must fit what they read.</summary>
internal sealed class ContradictionRule() : LintRule(
    "GEN-05",
    LintSeverity.Error,
    new LintRuleText(
        Title: "A node contradicts its inputs",
        Why: "Shapes or types do not fit: the engine refuses the model, with a message that seldom names the node.",
        Source: "onnx.ai, operators: each one's inputs, attributes and shape inference",
        Advice: "Export the model again, or mend the node that the finding names.",
        Example: "breaks it: Conv of 8 channels with weights for 4; keeps it: weights [K, 8, 3, 3]"))
{
    private const string Prefix = "the graph: ";

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
        => graph.Contradiction is { } text && !IsToldByOthers(graph)
            ? [Finding(WholeModel, text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..] : text)]
            : [];

    private static bool IsToldByOthers(LintGraph graph)
        => !graph.ShapesAreFollowed || graph.Soundness.MissingMakers.Count > 0 || graph.Soundness.SharedNames.Count > 0
            || graph.Soundness.Cycle is not null || graph.Soundness.Subgraphs.Count > 0
            || graph.Initializers.Any(IsToldByOthers);

    private static bool IsToldByOthers(TensorProto tensor)
        => tensor.DataLocation == TensorProto.Types.DataLocation.External || DamagedConstantRule.Fault(tensor) is not null;
}
