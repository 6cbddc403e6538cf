using System.CommandLine.Parsing;
using System.Globalization;

namespace DenseEdge.Cli.Benching;

/// <summary>Rates on the command line: 10,30,60.</summary>
internal static class BenchRates
{
    private const double Highest = 10_000;

    /// <summary>Reads the rates, or reports what was expected.</summary>
    /// <param name="result">The option's words.</param>
    public static double[]? Parse(ArgumentResult result)
    {
        string text = string.Join(',', result.Tokens.Select(token => token.Value));
        if (Find(text) is { } rates)
        {
            return rates;
        }

        result.AddError($"Expected frames per second above 0 and at most {Highest} with commas between them, such as 10,30,60, found '{text}'.");
        return null;
    }

    /// <summary>Reads the rates.</summary>
    /// <param name="text">What the user said.</param>
    /// <returns>The rates, or null if one is none.</returns>
    public static double[]? Find(string text)
    {
        string[] parts = text.Split(',', StringSplitOptions.TrimEntries);
        double[] rates = new double[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out rates[i])
                || rates[i] is not (> 0 and <= Highest))
            {
                return null;
            }
        }

        return rates;
    }
}
