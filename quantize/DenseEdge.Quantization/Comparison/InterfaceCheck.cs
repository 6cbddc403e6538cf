using DenseEdge.Onnx.Graphs;

namespace DenseEdge.Quantization.Comparison;

/// <summary>Checks that two models take the same inputs and make the same outputs.</summary>
internal static class InterfaceCheck
{
    /// <exception cref="InvalidDataException">They don't; the message names both sides.</exception>
    public static void Require(OnnxGraph first, string firstName, OnnxGraph second, string secondName)
    {
        RequireSame("input", first, first.Inputs, firstName, second, second.Inputs, secondName);
        RequireSame("output", first, first.Outputs, firstName, second, second.Outputs, secondName);
    }

    private static void RequireSame(
        string what, OnnxGraph first, IReadOnlyList<string> ofFirst, string firstName,
        OnnxGraph second, IReadOnlyList<string> ofSecond, string secondName)
    {
        string[] expected = Describe(first, ofFirst), found = Describe(second, ofSecond);
        if (expected.Except(found).Concat(found.Except(expected)).Any())
        {
            throw new InvalidDataException(
                $"{secondName}: expected the {what}s of {firstName}, {string.Join(", ", expected)}, "
                + $"found {string.Join(", ", found)}. "
                + "Export both models with the same size and the same input and output types.");
        }
    }

    private static string[] Describe(OnnxGraph graph, IReadOnlyList<string> values)
        => [.. values.Select(value => $"{value}: {graph.Info(value)}")];
}
