using System.Globalization;
using System.Text;
using DenseEdge.Quantization.Integers;
using DenseEdge.Quantization.Integers.Placement;
using DenseEdge.Quantization.Sensitivity;

namespace DenseEdge.Cli.Quantizing;

/// <summary>A quantisation in a few lines for people.</summary>
internal static class QuantizationText
{
    // Above this share of late growth, more images would widen the range.
    private const double LateGrowthWorthSaying = 0.05;

    /// <summary>Describes a result.</summary>
    /// <param name="result">The integer model; null if the float model is shipped.</param>
    /// <param name="search">How it was found under a budget; null without one.</param>
    /// <param name="model">The file that was written.</param>
    /// <param name="report">The file with the details.</param>
    public static string Describe(QuantizationResult? result, MixedPrecisionResult? search, string model, string report)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        StringBuilder text = new();
        if (result is null)
        {
            text.AppendLine(culture, $"{model}: the float model");
        }
        else
        {
            text.AppendLine(culture, $"{model}: {result.IntegerBytes / 1024} KiB, {result.SizeRatio:F3} of the float model");
            AppendResult(text, result);
        }

        if (search is not null)
        {
            AppendBudget(text, search);
        }

        text.Append(culture, $"  details  {report}");
        return text.ToString();
    }

    private static void AppendResult(StringBuilder text, QuantizationResult result)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        text.AppendLine(
            culture, $"  integer  {result.IntegerNodes.Count} convolutions and products, {result.Tensors.Count} activations");
        foreach (IGrouping<string, FloatNode> group in result.FloatNodes.GroupBy(node => node.Reason))
        {
            text.AppendLine(culture, $"  float    {group.Count()}: {group.Key}");
        }

        text.AppendLine(culture, $"  ranges   {string.Join(", ", result.Tensors.GroupBy(tensor => tensor.Method)
            .OrderByDescending(group => group.Count()).Select(group => $"{group.Count()} {group.Key}"))}");
        int growing = result.Tensors.Count(tensor => tensor.LateGrowth > LateGrowthWorthSaying);
        text.Append(culture, $"  images   {result.CalibrationImages} of {result.CalibrationSource}; the last fifth widened ");
        text.AppendLine(culture, $"{growing} ranges by more than {LateGrowthWorthSaying:P0}");
    }

    private static void AppendBudget(StringBuilder text, MixedPrecisionResult search)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        text.AppendLine(culture, $"  budget   {search.Verdict}");
        if (search.Attempts.LastOrDefault(attempt => attempt.Fits) is { } fitting)
        {
            text.AppendLine(culture, $"  losses   {string.Join(", ", fitting.Losses.Select(loss => string.Create(
                culture, $"{loss.Task} {loss.Metric} {loss.Reference:F4} -> {loss.Value:F4}")))}");
        }

        if (search.Sensitivities.Count > 0)
        {
            text.AppendLine(culture, $"  costly   {string.Join(", ", search.Sensitivities.OrderByDescending(entry => entry.WorstShare)
                .Take(3).Select(entry => string.Create(culture, $"{entry.Block.Name} {entry.WorstShare:P0} of the budget")))}");
        }
    }
}
