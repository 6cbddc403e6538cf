using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using DenseEdge.Parity;
using DenseEdge.Parity.Checks;

namespace DenseEdge.Cli.Reporting;

/// <summary>Results of a comparison with reference vectors, as lines and as JSON.</summary>
internal static class ParityText
{
    private static readonly JsonSerializerOptions JsonOptions = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        WriteIndented = true,
    };

    /// <summary>Writes one line for a file, one more for every problem, and one for every comparison if asked.</summary>
    /// <param name="result">The file.</param>
    /// <param name="nameWidth">Columns for the name.</param>
    /// <param name="verbose">Whether every comparison gets a line.</param>
    public static IEnumerable<string> Lines(FileResult result, int nameWidth, bool verbose)
    {
        string verdict = result.Passed ? "pass" : "FAIL";
        string name = result.Name.PadRight(nameWidth);
        if (result.Worst is not { } worst)
        {
            yield return $"{verdict}  {name}  {string.Join("; ", result.Problems)}";
            yield break;
        }

        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{verdict}  {name}  {result.Checks.Count,4} checks, {result.Numbers,7} numbers  worst {Numbers(worst)} in {worst.Name}");
        foreach (ParityCheck check in verbose ? result.Checks : [])
        {
            string mark = check.Passed ? "ok  " : "FAIL";
            yield return $"      {mark}  {check.Name}  {Numbers(check)}  {check.Note}".TrimEnd();
        }

        foreach (string problem in result.Problems)
        {
            yield return $"      {problem}";
        }

        if (result.Unread.Count > 0)
        {
            yield return $"      not looked at: {string.Join(", ", result.Unread)}";
        }
    }

    /// <summary>Writes the closing line.</summary>
    /// <param name="results">All files.</param>
    public static string Summary(IReadOnlyList<FileResult> results)
    {
        int failed = results.Count(result => !result.Passed);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{results.Count} files, {results.Count - failed} passed, {failed} failed; "
            + $"{results.Sum(result => result.Checks.Count)} checks of {results.Sum(result => result.Numbers)} numbers");
    }

    /// <summary>Writes everything as JSON.</summary>
    /// <param name="results">All files.</param>
    public static string Json(IReadOnlyList<FileResult> results) => JsonSerializer.Serialize(
        results.Select(result => new
        {
            result.Name,
            result.Layout,
            result.Passed,
            Problems = result.Problems.ToArray(),
            Checks = result.Checks.Select(check => new
            {
                check.Name,
                check.Passed,
                check.Numbers,
                check.WorstAbsolute,
                check.WorstRelative,
                check.ToleranceShare,
                Tolerance = check.Tolerance.ToString(),
                check.Note,
            }),
        }),
        JsonOptions);

    private static string Numbers(ParityCheck check) => string.Create(
        CultureInfo.InvariantCulture,
        $"abs {check.WorstAbsolute:0.0e+00}, rel {check.WorstRelative:0.0e+00}, {check.ToleranceShare:P1} of {check.Tolerance}");
}
