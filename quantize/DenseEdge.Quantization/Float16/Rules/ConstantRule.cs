using System.Globalization;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Quantization.Float16.Rules;

/// <summary>
/// Constants that FP16 can't hold: weights beyond 65504, which become infinite; single numbers below 2^-14, such as the least
/// denominator 1e-12, which lose digits or become 0; and tensors that are so small as a whole that rounding them loses more than
/// one part in 256.
/// </summary>
internal sealed class ConstantRule : IIslandRule
{
    // FP16 itself rounds to one part in 2048; a tensor that loses eight times as much is no longer what was trained.
    private const double LargestRelativeError = 1.0 / 256;

    public void Apply(Float32Islands islands)
    {
        foreach (NodeProto node in islands.Nodes)
        {
            foreach (string constant in islands.View.Constants(node))
            {
                float[] values = islands.View.Graph.Floats(constant);
                if (Fault(node, constant, values) is { } fault)
                {
                    islands.Keep(node, IslandRule.Constant, fault);
                }
            }
        }
    }

    private static string? Fault(NodeProto node, string name, float[] values)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        HalfRounding rounding = HalfRounding.Of(values);
        if (rounding.HasNotANumber)
        {
            throw new InvalidDataException(
                $"{OnnxGraph.Label(node)}: expected weights that are numbers, found NaN in '{name}'. Export the model again.");
        }

        if (rounding.LargestMagnitude > HalfRange.Largest)
        {
            return string.Create(
                culture, $"'{name}' holds {rounding.LargestMagnitude:G4}, beyond FP16's largest number {HalfRange.Largest}");
        }

        if (values.Length == 1 && rounding.WeakCount > 0)
        {
            return string.Create(culture, $"'{name}' is {values[0]:G4}, below FP16's smallest normal number 6.1e-5");
        }

        return rounding.RelativeError > LargestRelativeError
            ? string.Create(culture, $"rounding '{name}' to FP16 would change it by {rounding.RelativeError:P1}")
            : null;
    }
}
