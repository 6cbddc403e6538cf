using System.Globalization;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Quantization.Float16.Rules;

/// <summary>Nodes that read or make an activation whose magnitude, as calibration saw it, FP16 is not trusted with.</summary>
internal sealed class RangeRule : IIslandRule
{
    public void Apply(Float32Islands islands)
    {
        foreach (NodeProto node in islands.Nodes)
        {
            IEnumerable<string> values = islands.View.Inputs(node).Concat(islands.View.Outputs(node));
            float limit = islands.Options.LargestMagnitude;
            if (values.FirstOrDefault(value => MagnitudeOf(value, islands.Options) > limit) is { } large)
            {
                islands.Keep(node, IslandRule.Range, string.Create(
                    CultureInfo.InvariantCulture,
                    $"'{large}' reaches {MagnitudeOf(large, islands.Options):G4}, above {limit}"));
            }
        }
    }

    private static float MagnitudeOf(string value, HalfOptions options) => options.Magnitudes.GetValueOrDefault(value);
}
