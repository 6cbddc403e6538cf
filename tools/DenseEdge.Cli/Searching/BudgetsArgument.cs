using System.Globalization;

namespace DenseEdge.Cli.Searching;

/// <summary>Budgets on the command line: 12,20,33 or 12.5.</summary>
internal static class BudgetsArgument
{
    private const double LeastMs = 0.001;
    private const double MostMs = 1e6;

    /// <summary>Reads budgets.</summary>
    /// <param name="text">Milliseconds with commas between them.</param>
    /// <param name="faults">Gets what is wrong.</param>
    /// <returns>Each budget once, in rising order.</returns>
    public static IReadOnlyList<double> Parse(string text, List<string> faults)
    {
        SortedSet<double> budgets = [];
        foreach (string word in text.Split(','))
        {
            if (double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double budget)
                && budget is >= LeastMs and <= MostMs)
            {
                budgets.Add(budget);
            }
            else
            {
                faults.Add(
                    "Expected budgets above 0 ms with commas between them for --budget-ms, such as 12,20,33, "
                    + $"found '{word}'.");
            }
        }

        return [.. budgets];
    }
}
