using System.Globalization;
using System.Text;
using DenseEdge.Quantization.Sensitivity;

namespace DenseEdge.Cli.Converting;

/// <summary>An accuracy budget and what came of it, in a few lines for people.</summary>
internal static class BudgetText
{
    private const int ShownBlocks = 3;

    /// <summary>Describes a choice, indented as a part of a report.</summary>
    /// <param name="text">Gets the lines.</param>
    /// <param name="choice">The choice.</param>
    public static void Append(StringBuilder text, VariantChoice choice)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        text.AppendLine(culture, $"  budget   {choice.Budget}: {choice.Verdict}");
        if (choice.Losses.Count > 0)
        {
            text.AppendLine(culture, $"  losses   {string.Join(", ", choice.Losses.Select(Loss))}");
        }

        foreach (VariantTrial trial in choice.Trials.Where(trial => trial.Search is { Sensitivities.Count: > 0 }))
        {
            IEnumerable<string> costly = trial.Search!.Sensitivities.OrderByDescending(entry => entry.WorstShare)
                .Take(ShownBlocks)
                .Select(entry => string.Create(culture, $"{entry.Block.Name} {entry.WorstShare:P0} of the budget"));
            text.AppendLine(culture, $"  costly   {trial.Name}: {string.Join(", ", costly)}");
        }
    }

    private static string Loss(TaskLoss loss) => string.Create(
        CultureInfo.InvariantCulture,
        $"{loss.Task} {loss.Metric} {loss.Reference:F4} -> {loss.Value:F4} ({loss.BudgetShare:P0} of its budget)");
}
