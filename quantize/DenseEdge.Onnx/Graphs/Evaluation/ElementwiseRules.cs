using DenseEdge.Onnx.Graphs.Inference;

namespace DenseEdge.Onnx.Graphs.Evaluation;

/// <summary>Arithmetic, comparisons and conversions of each element.</summary>
internal static class ElementwiseRules
{
    public static void Register(IDictionary<string, ConstantRule> rules)
    {
        Arithmetic(rules, "Add", (a, b) => a + b, (a, b) => unchecked(a + b));
        Arithmetic(rules, "Sub", (a, b) => a - b, (a, b) => unchecked(a - b));
        Arithmetic(rules, "Mul", (a, b) => a * b, (a, b) => unchecked(a * b));
        Arithmetic(rules, "Div", (a, b) => a / b, (a, b) => a / b);
        Arithmetic(rules, "Max", Math.Max, Math.Max);
        Arithmetic(rules, "Min", Math.Min, Math.Min);
        Comparison(rules, "Equal", (a, b) => a == b, (a, b) => a == b);
        Comparison(rules, "Greater", (a, b) => a > b, (a, b) => a > b);
        Comparison(rules, "Less", (a, b) => a < b, (a, b) => a < b);
        Comparison(rules, "GreaterOrEqual", (a, b) => a >= b, (a, b) => a >= b);
        Comparison(rules, "LessOrEqual", (a, b) => a <= b, (a, b) => a <= b);
        Unary(rules, "Neg", value => -value, value => unchecked(-value));
        Unary(rules, "Abs", Math.Abs, value => value < 0 ? unchecked(-value) : value);
        Unary(rules, "Relu", value => value > 0 ? value : 0, value => Math.Max(value, 0));
        Unary(rules, "Identity", value => value, value => value);
        Unary(rules, "Floor", Math.Floor, null);
        Unary(rules, "Ceil", Math.Ceiling, null);
        Unary(rules, "Round", value => Math.Round(value, MidpointRounding.ToEven), null);
        Unary(rules, "Sqrt", Math.Sqrt, null);
        Unary(rules, "Reciprocal", value => 1 / value, null);
        Unary(rules, "Not", null, value => value == 0 ? 1 : 0);
        rules.Add("Cast", Cast);
        rules.Add("Where", Where);
    }

    private static void Arithmetic(
        IDictionary<string, ConstantRule> rules, string name, Func<double, double, double> reals, Func<long, long, long> integers)
        => rules.Add(name, (node, outputs) =>
        {
            if (Operands(node, outputs[0].Dims) is not { Length: > 0 } operands)
            {
                return null;
            }

            GraphElementType type = outputs[0].ElementType;
            ConstantTensor result = operands[0];
            foreach (ConstantTensor next in operands.Skip(1))
            {
                if (name == "Div" && !next.IsReal && next.Integers.Contains(0))
                {
                    return null;
                }

                result = result.IsReal
                    ? ConstantTensor.OfReals(type, result.Dims, [.. result.Reals.Zip(next.Reals, reals)])
                    : ConstantTensor.OfIntegers(type, result.Dims, [.. result.Integers.Zip(next.Integers, integers)]);
            }

            return [result];
        });

    private static void Comparison(
        IDictionary<string, ConstantRule> rules, string name, Func<double, double, bool> reals, Func<long, long, bool> integers)
        => rules.Add(name, (node, outputs) =>
        {
            if (Operands(node, outputs[0].Dims) is not { Length: 2 } operands)
            {
                return null;
            }

            (ConstantTensor left, ConstantTensor right) = (operands[0], operands[1]);
            IEnumerable<bool> results = left.IsReal
                ? left.Reals.Zip(right.Reals, reals)
                : left.Integers.Zip(right.Integers, integers);
            return [ConstantTensor.OfIntegers(GraphElementType.Bool, left.Dims, [.. results.Select(result => result ? 1L : 0)])];
        });

    private static void Unary(
        IDictionary<string, ConstantRule> rules, string name, Func<double, double>? reals, Func<long, long>? integers)
        => rules.Add(name, (node, _) =>
        {
            if (node.Constant(0) is not { } input || (input.IsReal ? reals is null : integers is null))
            {
                return null;
            }

            return input.IsReal
                ? [ConstantTensor.OfReals(input.ElementType, input.Dims, [.. input.Reals.Select(reals!)])]
                : [ConstantTensor.OfIntegers(input.ElementType, input.Dims, [.. input.Integers.Select(integers!)])];
        });

    private static ConstantTensor[]? Operands(OperatorNode node, IReadOnlyList<int> dims)
    {
        ConstantTensor[] operands = new ConstantTensor[node.InputCount];
        for (int i = 0; i < operands.Length; i++)
        {
            if (node.Constant(i) is not { } operand)
            {
                return null;
            }

            operands[i] = operand.Dims.SequenceEqual(dims)
                ? operand
                : operand.Take([.. dims], Positions.Broadcast(operand.Dims, dims));
        }

        return operands;
    }

    /// <summary>Real to integer cuts towards zero; values outside of the type are left to the engine.</summary>
    private static ConstantTensor[]? Cast(OperatorNode node, IReadOnlyList<TensorInfo> outputs)
    {
        GraphElementType to = outputs[0].ElementType;
        if (node.Constant(0) is not { } input)
        {
            return null;
        }

        if (TensorData.IsFloating(to))
        {
            return [ConstantTensor.OfReals(to, input.Dims, [.. input.Reals])];
        }

        if (!input.IsReal)
        {
            return [ConstantTensor.OfIntegers(to, input.Dims, [.. input.Integers])];
        }

        if (to == GraphElementType.Bool)
        {
            return [ConstantTensor.OfIntegers(to, input.Dims, [.. input.Reals.Select(value => value == 0 ? 0L : 1)])];
        }

        return input.Reals.All(value => Math.Abs(value) < long.MaxValue)
            && ConstantTensor.OfIntegers(to, input.Dims, [.. input.Reals.Select(value => (long)value)]) is { } cast
            && cast.Integers.Zip(input.Reals).All(pair => pair.First == Math.Truncate(pair.Second))
                ? [cast]
                : null;
    }

    private static ConstantTensor[]? Where(OperatorNode node, IReadOnlyList<TensorInfo> outputs)
    {
        if (Operands(node, outputs[0].Dims) is not { Length: 3 } operands)
        {
            return null;
        }

        (ConstantTensor condition, ConstantTensor yes, ConstantTensor no) = (operands[0], operands[1], operands[2]);
        return yes.IsReal
            ? [ConstantTensor.OfReals(
                yes.ElementType, yes.Dims, [.. condition.Integers.Select((c, i) => c != 0 ? yes.Reals[i] : no.Reals[i])])]
            : [ConstantTensor.OfIntegers(
                yes.ElementType, yes.Dims, [.. condition.Integers.Select((c, i) => c != 0 ? yes.Integers[i] : no.Integers[i])])];
    }
}
