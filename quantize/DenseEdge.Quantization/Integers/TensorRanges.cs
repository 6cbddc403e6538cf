using DenseEdge.Quantization.Calibration;
using DenseEdge.Quantization.Calibration.Ranges;
using DenseEdge.Quantization.Integers.Placement;

namespace DenseEdge.Quantization.Integers;

/// <summary>Chooses a range for every tensor of a plan; tensors of one group get the same.</summary>
internal static class TensorRanges
{
    /// <summary>Chooses the ranges.</summary>
    /// <param name="calibration">What calibration saw.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="options">The method.</param>
    /// <exception cref="InvalidDataException">The calibration is one of another model.</exception>
    public static IReadOnlyDictionary<string, ChosenRange> Choose(
        CalibrationTable calibration, PlacementPlan plan, QuantizationOptions options)
    {
        RangeChooser chooser = new(options.Method, options.Percentile);
        Dictionary<string, ChosenRange> ranges = new(StringComparer.Ordinal);
        foreach (IReadOnlyList<string> group in plan.Groups.Divide(plan.Tensors))
        {
            IReadOnlyList<TensorStatistics> sources = [.. plan.Groups.Sources(group).Select(name => Find(calibration, name))];
            ChosenRange range = chooser.Choose(sources, plan.Activations);
            foreach (string tensor in group)
            {
                ranges.Add(tensor, range);
            }
        }

        return ranges;
    }

    private static TensorStatistics Find(CalibrationTable calibration, string tensor)
        => calibration.Find(tensor) is { Histogram.Count: > 0 } seen ? seen : throw new InvalidDataException(
            $"{calibration.Source}: expected a calibration of this model, found none of its tensor '{tensor}'.");
}
