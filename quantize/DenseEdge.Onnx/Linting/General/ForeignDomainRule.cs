using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.General;

/// <summary>Operators belong to a domain that the target knows.</summary>
internal sealed class ForeignDomainRule() : LintRule(
    "GEN-16",
    LintSeverity.Error,
    new LintRuleText(
        Title: "An operator is not one of the standard's",
        Why: "Operators of other domains need a plug-in or an engine that was built with them.",
        Source: "onnx.ai, operator sets and domains",
        Advice: "Write it with standard operators.",
        Example: "breaks it: com.microsoft.FusedConv for JetPack; keeps it: Conv and Relu"))
{
    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
        => graph.Nodes
            .Where(node => !node.IsStandard() && !target.Domains.Contains(node.Domain))
            .Select(node => Finding(node, $"belongs to the domain '{node.Domain}', which {target.Name} does not know."));
}
