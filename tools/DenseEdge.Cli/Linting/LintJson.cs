using System.Text.Json;
using DenseEdge.Onnx.Linting;

namespace DenseEdge.Cli.Linting;

/// <summary>Reports of the linter for programs.</summary>
internal static class LintJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes reports of one model.</summary>
    /// <param name="model">The model's path.</param>
    /// <param name="reports">One report for each target.</param>
    public static string Write(string model, IReadOnlyList<LintReport> reports) => JsonSerializer.Serialize(
        new
        {
            model,
            targets = reports.Select(report => new
            {
                target = report.Target.Name,
                engine = report.Target.Engine.ToString(),
                engineVersion = report.Target.EngineVersion,
                isAccepted = report.IsAccepted,
                errors = report.Count(LintSeverity.Error),
                warnings = report.Count(LintSeverity.Warning),
                infos = report.Count(LintSeverity.Info),
                findings = report.Findings.Select(finding => new
                {
                    code = finding.Code,
                    severity = finding.Severity.ToString().ToLowerInvariant(),
                    node = finding.Node,
                    reason = finding.Reason,
                    advice = finding.Advice,
                }),
            }),
        },
        Options);
}
