using DenseEdge.Onnx.Graphs.Inference;

namespace DenseEdge.Onnx.Graphs.Evaluation;

/// <summary>The operators that can be computed before the graph runs.</summary>
internal static class ConstantRuleTable
{
    private static readonly Dictionary<string, ConstantRule> Rules = Build();

    public static ConstantRule? Find(string domain, string operation)
        => domain is "" or "ai.onnx" ? Rules.GetValueOrDefault(operation) : null;

    /// <summary>Computes a node; null when its operator or types are not covered or an input is not constant.</summary>
    public static IReadOnlyList<ConstantTensor>? Evaluate(OperatorNode node, IReadOnlyList<TensorInfo> outputs)
    {
        if (Find(node.Proto.Domain, node.OpType) is not { } rule
            || !outputs.All(output => ConstantTensor.Supports(output.ElementType)))
        {
            return null;
        }

        return rule(node, outputs);
    }

    private static Dictionary<string, ConstantRule> Build()
    {
        Dictionary<string, ConstantRule> rules = new(StringComparer.Ordinal);
        SourceRules.Register(rules);
        ElementwiseRules.Register(rules);
        LayoutRules.Register(rules);
        ReductionRules.Register(rules);
        return rules;
    }
}
