using DenseEdge.Onnx.Graphs.Inference;

namespace DenseEdge.Onnx.Graphs.Evaluation;

/// <summary>Reductions of integers, which are exact in every order; those of real numbers are left to the
/// engine.</summary>
internal static class ReductionRules
{
    public static void Register(IDictionary<string, ConstantRule> rules)
    {
        Reduction(rules, "ReduceSum", (a, b) => unchecked(a + b));
        Reduction(rules, "ReduceProd", (a, b) => unchecked(a * b));
        Reduction(rules, "ReduceMax", Math.Max);
        Reduction(rules, "ReduceMin", Math.Min);
    }

    private static void Reduction(IDictionary<string, ConstantRule> rules, string name, Func<long, long, long> combine)
        => rules.Add(name, (node, outputs) =>
        {
            if (node.Constant(0) is not { IsReal: false } input || input.Count == 0
                || !ReductionShapes.TryAxes(node, input.Dims.Length, out HashSet<int> axes))
            {
                return null;
            }

            int[] kept = [.. input.Dims.Select((size, i) => axes.Contains(i) ? 1 : size)];
            int[] targets = Positions.Broadcast(kept, input.Dims);
            long?[] results = new long?[checked((int)outputs[0].ElementCount)];
            for (int i = 0; i < targets.Length; i++)
            {
                results[targets[i]] = results[targets[i]] is { } soFar ? combine(soFar, input.Integers[i]) : input.Integers[i];
            }

            return
            [
                ConstantTensor.OfIntegers(input.ElementType, [.. outputs[0].Dims], [.. results.Select(result => result!.Value)]),
            ];
        });
}
