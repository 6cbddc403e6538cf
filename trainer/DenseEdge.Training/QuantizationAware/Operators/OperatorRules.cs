namespace DenseEdge.Training.QuantizationAware.Operators;

/// <summary>The operators that can be trained through: those of graphs that DenseEdge exports, after all rewrites.</summary>
internal static class OperatorRules
{
    private static readonly Dictionary<string, OperatorRule> Rules = new(
        ElementwiseOperators.Rules.Concat(LayoutOperators.Rules).Concat(WindowOperators.Rules).Concat(ProductOperators.Rules)
            .Concat(QuantizationOperators.Rules));

    /// <summary>Finds the rule of an operator; null if it can't be trained through.</summary>
    /// <param name="operatorName">The operator, such as Conv.</param>
    public static OperatorRule? Find(string operatorName) => Rules.GetValueOrDefault(operatorName);
}
