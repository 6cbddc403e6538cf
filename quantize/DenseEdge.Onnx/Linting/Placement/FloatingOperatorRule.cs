using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Placement;

/// <summary>Operators without INT8 kernels are not fed through Q/DQ.</summary>
internal sealed class FloatingOperatorRule() : LintRule(
    "TRT-P13",
    LintSeverity.Warning,
    new LintRuleText(
        Title: "Q/DQ in front of an operator that runs in floating point",
        Why: "Softmax, norms, ArgMax, gates and functions have no INT8 kernels: the pair costs a pass and accuracy.",
        Source: "NVIDIA Model-Optimizer onnx/quantization/ort_utils.py, registry without these operators",
        Advice: "Let it read the value before the pair.",
        Example: "breaks it: Softmax(DQ(Q(x))); keeps it: Softmax(x)"))
{
    public override bool AppliesTo(TargetProfile target) => target.Quantization.Rules == QuantizationRuleSet.TensorRt;

    private static readonly string[] Floating =
    [
        "Softmax", "LogSoftmax", "LayerNormalization", "InstanceNormalization", "ArgMax", "ArgMin", "Sigmoid", "HardSigmoid",
        "Tanh", "Exp", "Log", "Erf", "Softplus", "Sqrt", "Pow", "ReduceMean", "ReduceSum", "ReduceMax", "ReduceL2", "Div",
    ];

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
        => graph.Nodes
            .Where(node => node.Is(Floating) && node.Input.Any(graph.Edges.IsDequantized))
            .Select(node => Finding(node, "reads through Q/DQ."));
}
