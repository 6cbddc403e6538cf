namespace DenseEdge.Onnx.Graphs.Inference;

/// <summary>The rules of all operators whose shapes we know.</summary>
internal static class ShapeRuleTable
{
    private static readonly Dictionary<string, ShapeRule> Rules = Build();

    public static ShapeRule? Find(string domain, string operation)
        => domain is "" or "ai.onnx" ? Rules.GetValueOrDefault(operation) : null;

    private static Dictionary<string, ShapeRule> Build()
    {
        Dictionary<string, ShapeRule> rules = new(StringComparer.Ordinal);
        ElementwiseShapes.Register(rules);
        WindowShapes.Register(rules);
        ProductShapes.Register(rules);
        ReductionShapes.Register(rules);
        LayoutShapes.Register(rules);
        IndexShapes.Register(rules);
        ConstantShapes.Register(rules);
        SamplingShapes.Register(rules);
        QuantizationShapes.Register(rules);
        return rules;
    }
}
