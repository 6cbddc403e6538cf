using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.General;

/// <summary>A model says what its outputs mean.</summary>
internal sealed class DescriptionRule() : LintRule(
    "GEN-20",
    LintSeverity.Info,
    new LintRuleText(
        Title: "The model does not say what its outputs mean",
        Why: "Without tasks, classes and units in its metadata the device SDK cannot turn outputs into predictions, "
            + "and normalisation has to be known from elsewhere.",
        Source: "sdk/DenseEdge.Contracts/ModelMetadata.cs",
        Advice: "Models of other programs run with any ONNX engine; for the device SDK add the 'denseedge' metadata "
            + "entry.",
        Example: "breaks it: no metadata; keeps it: metadata_props with the key 'denseedge'"))
{
    private const string Key = "denseedge";

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
        => graph.Model.MetadataProps.Any(entry => entry.Key == Key)
            ? []
            : [Finding(WholeModel, $"has no metadata entry '{Key}'.")];
}
