using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Resizing;

/// <summary>Rules about an attribute of Resize whose value is one of several words.</summary>
internal abstract class ResizeWordRule(string code, LintSeverity severity, LintRuleText text) : LintRule(code, severity, text)
{
    /// <summary>The attribute's name.</summary>
    protected abstract string Attribute { get; }

    /// <summary>The value that a node without the attribute has.</summary>
    protected abstract string Default { get; }

    public override bool AppliesTo(TargetProfile target) => target.Resize is not null;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        IReadOnlyList<string> accepted = Accepted(target.Resize!);
        foreach (NodeProto node in graph.Nodes.Where(node => node.Is("Resize") && Uses(node)))
        {
            string found = node.Text(Attribute, Default);
            if (!accepted.Contains(found))
            {
                yield return Finding(node, $"has {Attribute} {found}; the target takes {string.Join(", ", accepted)}.");
            }
        }
    }

    /// <summary>The words that the target takes.</summary>
    protected abstract IReadOnlyList<string> Accepted(ResizeSupport support);

    /// <summary>Whether the attribute means anything for a node.</summary>
    protected virtual bool Uses(NodeProto node) => true;
}
