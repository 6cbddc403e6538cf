using static TorchSharp.torch;

namespace DenseEdge.Training.QuantizationAware.Operators;

/// <summary>Operators that work element by element.</summary>
internal static class ElementwiseOperators
{
    /// <summary>The rules by operator.</summary>
    public static IReadOnlyDictionary<string, OperatorRule> Rules { get; } = new Dictionary<string, OperatorRule>
    {
        ["Add"] = Binary((left, right) => left.add(right)),
        ["Sub"] = Binary((left, right) => left.sub(right)),
        ["Mul"] = Binary((left, right) => left.mul(right)),
        ["Div"] = Binary((left, right) => left.div(right)),
        ["Pow"] = Binary((left, right) => left.pow(right)),
        ["Max"] = Fold((left, right) => left.maximum(right)),
        ["Min"] = Fold((left, right) => left.minimum(right)),
        ["Abs"] = Unary(input => input.abs()),
        ["Neg"] = Unary(input => input.neg()),
        ["Exp"] = Unary(input => input.exp()),
        ["Log"] = Unary(input => input.log()),
        ["Sqrt"] = Unary(input => input.sqrt()),
        ["Relu"] = Unary(input => input.relu()),
        ["Sigmoid"] = Unary(input => input.sigmoid()),
        ["Tanh"] = Unary(input => input.tanh()),
        ["Softplus"] = Unary(input => input.softplus()),
        ["Identity"] = Unary(input => input.alias()),
        ["Clip"] = call => [Clip(call)],
        ["HardSigmoid"] = call => [HardSigmoid(call.Input(0), call.Real("alpha", 0.2f), call.Real("beta", 0.5f))],
        ["HardSwish"] = Unary(input => input.mul(HardSigmoid(input, 1f / 6, 0.5f))),

        // Images come as floats already, and nothing else that is trained through changes its type.
        ["Cast"] = Unary(input => input.alias()),
    };

    private static OperatorRule Unary(Func<Tensor, Tensor> rule) => call => [rule(call.Input(0))];

    private static OperatorRule Binary(Func<Tensor, Tensor, Tensor> rule) => call => [rule(call.Input(0), call.Input(1))];

    private static OperatorRule Fold(Func<Tensor, Tensor, Tensor> rule)
        => call => [Enumerable.Range(1, call.InputCount - 1).Aggregate(
            call.Input(0), (soFar, index) => rule(soFar, call.Input(index)))];

    private static Tensor HardSigmoid(Tensor input, float slope, float offset) => input.mul(slope).add(offset).clamp(0, 1);

    private static Tensor Clip(OperatorCall call)
    {
        float low = call.Has(1) ? call.ConstantFloats(1)[0] : call.Real("min", float.NegativeInfinity);
        float high = call.Has(2) ? call.ConstantFloats(2)[0] : call.Real("max", float.PositiveInfinity);
        return call.Input(0).clamp(low, high);
    }
}
