using System.Globalization;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Quantization.Float16.Rules;

/// <summary>
/// Sums over so many activations, such as a matrix product over all positions of a map, that an FP16 sum overflows, or stops
/// growing when it is 2048 times its next term. What is computed from such a sum stays in FP32 up to the quotient that divides
/// it out again; a weighted mean, whose weights are a softmax, is already of the size of its values.
/// </summary>
internal sealed class LongSumRule : IIslandRule
{
    public void Apply(Float32Islands islands)
    {
        HashSet<string> unbounded = new(StringComparer.Ordinal);
        foreach (NodeProto node in islands.Nodes)
        {
            FloatGraph view = islands.View;
            long terms = SumLength.Of(node, view);
            if (terms > islands.Options.LongestReduction)
            {
                islands.Keep(node, IslandRule.LongSum, string.Create(
                    CultureInfo.InvariantCulture,
                    $"{node.OpType} sums {terms} activations: an FP16 sum overflows or stops growing"));
                if (node.OpType != "ReduceMean" && !IsWeightedMean(node, view, terms))
                {
                    unbounded.UnionWith(view.Outputs(node));
                }
            }
            else if (view.Inputs(node).Any(unbounded.Contains) && Follow(node, islands, unbounded))
            {
                unbounded.UnionWith(view.Outputs(node));
            }
        }
    }

    /// <summary>Keeps a node that reads an unbounded sum.</summary>
    /// <returns>Whether its result is still unbounded.</returns>
    private static bool Follow(NodeProto node, Float32Islands islands, HashSet<string> unbounded)
    {
        switch (node.OpType)
        {
            case "Div":
                Keep(node, islands);
                return false;
            case "Mul" when ShrinksEnough(node, islands):
                Keep(node, islands);
                return false;
            case "Abs" or "Add" or "Clip" or "Max" or "Min" or "Mul" or "Neg" or "Relu" or "Sub" or "Sum":
                Keep(node, islands);
                return true;
            case "MatMul" when islands.View.Inputs(node).Count() == node.Input.Count:
                Keep(node, islands);
                return true;
            default:
                // Movement stays between its neighbours; a layer with weights of its own ends the sum.
                return islands.View.RoleOf(node) == OperatorRole.Movement;
        }
    }

    private static void Keep(NodeProto node, Float32Islands islands)
        => islands.Keep(node, IslandRule.LongSum, "computed from a sum over all positions before it is divided out");

    /// <summary>Whether a product with a constant turns a sum into something like a mean.</summary>
    private static bool ShrinksEnough(NodeProto node, Float32Islands islands)
        => islands.View.Constants(node).Any(constant =>
            islands.View.Graph.Floats(constant).Max(MathF.Abs) <= 1f / islands.Options.LongestReduction);

    /// <summary>Whether one side of a product is a softmax over exactly the terms that are summed.</summary>
    private static bool IsWeightedMean(NodeProto node, FloatGraph view, long terms)
        => node.OpType is "MatMul" or "Gemm" && node.Input.Take(2).Any(input =>
            Origin(input, view) is { OpType: "Softmax" } softmax
            && LongSoftmaxRule.Length(softmax, view) == terms);

    private static NodeProto? Origin(string value, FloatGraph view)
    {
        NodeProto? producer = view.Graph.Producer(value);
        while (producer is not null && view.RoleOf(producer) == OperatorRole.Movement)
        {
            producer = view.Graph.Producer(producer.Input[0]);
        }

        return producer;
    }
}
