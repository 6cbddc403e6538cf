namespace DenseEdge.Training.QuantizationAware.Operators;

/// <summary>Matrix products and operators that join the elements of an axis.</summary>
internal static class ProductOperators
{
    /// <summary>The rules by operator.</summary>
    public static IReadOnlyDictionary<string, OperatorRule> Rules { get; } = new Dictionary<string, OperatorRule>
    {
        ["MatMul"] = call => [call.Input(0).matmul(call.Input(1))],
        ["Softmax"] = call => [call.Input(0).softmax(call.Axis(call.Integer("axis", -1)))],
        ["ReduceSum"] = call => [call.Input(0).sum(Axes(call)).reshape(call.OutputShape())],
        ["ReduceMean"] = call => [call.Input(0).mean(Axes(call)).reshape(call.OutputShape())],
        ["ReduceMax"] = call => [call.Input(0).amax(Axes(call)).reshape(call.OutputShape())],
        ["ReduceL2"] = call => [call.Input(0).square().sum(Axes(call)).sqrt().reshape(call.OutputShape())],
    };

    private static long[] Axes(OperatorCall call)
        => [.. (call.IntegersOrInput("axes", 1) ?? [.. Enumerable.Range(0, call.InputShape(0).Count).Select(i => (long)i)])
            .Select(call.Axis)];
}
