using System.Globalization;
using System.Text;
using DenseEdge.Cli.Converting;
using DenseEdge.Contracts;
using DenseEdge.Onnx.Linting;

namespace DenseEdge.Cli.Exporting;

/// <summary>The report of an export in a few lines for people.</summary>
internal static class ExportReportText
{
    private const int ShownFindings = 5;

    /// <summary>Describes an export.</summary>
    /// <param name="report">The report.</param>
    public static string Describe(ExportReport report)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        StringBuilder text = new();
        text.AppendLine(culture, $"{report.Plan.ModelPath}: {report.Plan.Source.Title}");
        text.AppendLine(culture, $"  target   {report.Plan.Target.Title}, {report.Plan.Target.Engine} {report.Plan.Target.EngineVersion}, {report.Plan.Flavour.Name}");
        text.Append(culture, $"  size     {report.Summary.ModelBytes / 1e6:F1} MB, {report.Parameters / 1e6:F3} M parameters, ");
        text.AppendLine(culture, $"{report.Summary.MultiplyAdds / 1e9:F2} GMAC, opset {report.Summary.Opset}");
        text.AppendLine(culture, $"  in       {string.Join(", ", report.Summary.Inputs)}{Fit(report.Metadata)}");
        text.AppendLine(culture, $"  out      {string.Join("\n           ", report.Summary.Outputs)}");
        text.AppendLine(culture, $"  passes   {StepText.Changed(report.Steps)}");
        AppendFindings(text, report);
        AppendBudget(text, report);
        text.AppendLine(culture, $"  compared with plain FP32 on {report.FrameCount} frames ({report.Frames}), {report.Engine}:");
        text.AppendLine(culture, $"           {string.Join(", ", report.Agreement.Select(Agreement))}");
        text.Append(culture, $"  took     {report.Times.Sum(time => time.Seconds):F1} s: ");
        text.AppendLine(string.Join(", ", report.Times.Select(time => string.Create(culture, $"{time.Stage} {time.Seconds:F1}"))));
        text.Append(culture, $"  next     {report.Plan.Flavour.Build.Replace("model.onnx", report.Plan.ModelPath, StringComparison.Ordinal)}");
        return text.ToString();
    }

    private static string Fit(ModelMetadata metadata) => metadata.Fit is { } fit
        ? $", fitted to {fit.OutputHeight}x{fit.OutputWidth} of the network's {fit.NetworkHeight}x{fit.NetworkWidth}"
        : "";

    private static void AppendFindings(StringBuilder text, ExportReport report)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        LintFinding[] warnings = [.. report.Findings.Where(finding => finding.Severity == LintSeverity.Warning)];
        text.Append(culture, $"  lint     accepted by {report.Plan.Target.Name}: {warnings.Length} warnings, ");
        text.AppendLine(culture, $"{report.Findings.Count - warnings.Length} notes");
        foreach (LintFinding finding in warnings.Take(ShownFindings))
        {
            text.AppendLine(culture, $"           {finding}");
        }

        if (warnings.Length > ShownFindings)
        {
            text.AppendLine(culture, $"           and {warnings.Length - ShownFindings} more in the report");
        }
    }

    private static void AppendBudget(StringBuilder text, ExportReport report)
    {
        if (report.Choice is { } choice)
        {
            BudgetText.Append(text, choice);
        }

        if (report.Wanted != report.Plan.Precision)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture, $"  SHIPPED  {report.Plan.Precision.Key()} in place of {report.Wanted.Key()}");
        }
    }

    private static string Agreement(TaskAgreement task) => task.EqualLabels is { } equal
        ? string.Create(CultureInfo.InvariantCulture, $"{task.Task.Title()} {100 * equal:F3} % equal")
        : string.Create(
            CultureInfo.InvariantCulture, $"{task.Task.Title()} ±{task.MeanDifference:G2} (at most {task.LargestDifference:G2})");
}
