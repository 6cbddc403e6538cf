using System.Globalization;
using System.Text;
using DenseEdge.Onnx.Linting;

namespace DenseEdge.Cli.Linting;

/// <summary>Reports of the linter for people: one line a finding, the worst first, and a count.</summary>
internal static class LintText
{
    private const int ExplanationIndent = 9;

    /// <summary>Writes reports of one model.</summary>
    /// <param name="model">The model's path.</param>
    /// <param name="reports">One report for each target.</param>
    public static string Write(string model, IReadOnlyList<LintReport> reports)
    {
        StringBuilder text = new();
        foreach (LintReport report in reports)
        {
            foreach (LintFinding finding in report.Findings)
            {
                text.AppendLine(reports.Count > 1 ? $"{report.Target.Name} {finding}" : finding.ToString());
            }

            text.AppendLine(Summary(model, report));
        }

        if (reports.Any(report => report.Findings.Count > 0))
        {
            text.AppendLine("'denseedge lint --explain CODE' tells why, the source, and what to do.");
        }

        return text.ToString().TrimEnd();
    }

    /// <summary>Writes all that a rule says about itself.</summary>
    /// <param name="rule">The rule.</param>
    public static string Explain(ILintRule rule) => string.Join('\n',
    [
        $"{rule.Code} ({rule.Severity.ToString().ToLowerInvariant()}) {rule.Text.Title}",
        Line("why", rule.Text.Why),
        Line("do", rule.Text.Advice),
        Line("example", rule.Text.Example),
        Line("source", rule.Text.Source),
    ]);

    private static string Line(string what, string text) => $"  {what.PadRight(ExplanationIndent)}{text}";

    private static string Summary(string model, LintReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"{model}: {(report.IsAccepted ? "accepted" : "refused")} by {report.Target.Name} ({report.Target.Title}): "
        + $"{Count(report, LintSeverity.Error, "error")}, {Count(report, LintSeverity.Warning, "warning")}, "
        + $"{report.Count(LintSeverity.Info)} info");

    private static string Count(LintReport report, LintSeverity severity, string word)
    {
        int count = report.Count(severity);
        return $"{count} {word}{(count == 1 ? "" : "s")}";
    }
}
