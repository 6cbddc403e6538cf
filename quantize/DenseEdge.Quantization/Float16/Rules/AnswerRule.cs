namespace DenseEdge.Quantization.Float16.Rules;

/// <summary>
/// The pointwise steps that lead to an FP32 output, such as a sigmoid, a rectifier or an exponential: the output needs a cast
/// anyway, and before those steps it costs the same and keeps their full precision.
/// </summary>
internal sealed class AnswerRule : IIslandRule
{
    public void Apply(Float32Islands islands)
    {
        foreach (string output in islands.View.Graph.Outputs.Where(islands.View.IsVariable))
        {
            KeepBefore(output, islands);
        }
    }

    private static void KeepBefore(string output, Float32Islands islands)
    {
        FloatGraph view = islands.View;
        Stack<string> open = new([output]);
        while (open.TryPop(out string? value))
        {
            if (view.Graph.Producer(value) is not { } node
                || view.RoleOf(node) is OperatorRole.Compute or OperatorRole.Float32Only)
            {
                continue;
            }

            if (view.RoleOf(node) == OperatorRole.Pointwise)
            {
                islands.Keep(node, IslandRule.Answer, "the last steps to an FP32 output");
            }

            // A value that something else reads too belongs to the network, not to the answer.
            foreach (string input in view.Inputs(node).Where(input => view.Graph.Consumers(input).Count == 1))
            {
                open.Push(input);
            }
        }
    }
}
