using System.Globalization;
using System.Text;
using DenseEdge.Cli.Converting;
using DenseEdge.Contracts;
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
    /// <param name="converted">The model.</param>
    /// <param name="choice">How its precision was chosen under a budget; null without one.</param>
    /// <param name="model">The file that was written.</param>
    /// <param name="report">The file with the details.</param>
    public static string Describe(ConvertedModel converted, VariantChoice? choice, string model, string report)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        StringBuilder text = new();
        if (converted.Integers is { } result)
        {
            text.AppendLine(culture, $"{model}: {result.IntegerBytes / 1024} KiB, {result.SizeRatio:F3} of the float model");
            AppendResult(text, result);
        }
        else
        {
            text.AppendLine(culture, $"{model}: {converted.Precision.Key()}, without integers");
        }

        text.AppendLine(culture, $"  passes   {StepText.Changed(converted.Steps)}");
        if (choice is not null)
        {
            BudgetText.Append(text, choice);
        }

        if (converted.Precision != ModelPrecision.Int8)
        {
            text.AppendLine(culture, $"  SHIPPED  {converted.Precision.Key()} in place of int8");
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
}
