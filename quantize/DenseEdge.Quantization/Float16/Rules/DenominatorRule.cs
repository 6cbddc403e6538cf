using DenseEdge.Onnx.Schema;

namespace DenseEdge.Quantization.Float16.Rules;

/// <summary>Quotients by something that stays in FP32, such as a length: rounded to FP16 it could be 0 or infinite.</summary>
internal sealed class DenominatorRule : IIslandRule
{
    public void Apply(Float32Islands islands)
    {
        foreach (NodeProto node in islands.Nodes.Where(node => node.OpType == "Div"))
        {
            if (IsKept(node.Input[1], islands))
            {
                islands.Keep(node, IslandRule.Denominator, "divides by a number that only FP32 holds safely");
            }
        }
    }

    private static bool IsKept(string value, Float32Islands islands)
    {
        // The graph has no cycles, and every step goes back: this ends.
        Stack<string> open = new([value]);
        while (open.TryPop(out string? current))
        {
            if (islands.View.Graph.Producer(current) is not { } producer)
            {
                continue;
            }

            if (islands.Contains(producer))
            {
                return true;
            }

            bool passes = islands.View.RoleOf(producer) == OperatorRole.Movement
                || producer.OpType is "Add" or "Clip" or "Max" or "Sqrt";
            foreach (string input in passes ? islands.View.Inputs(producer) : [])
            {
                open.Push(input);
            }
        }

        return false;
    }
}
