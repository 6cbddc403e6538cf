using System.Text.Json;

namespace DenseEdge.Cli.Doctoring;

/// <summary>The doctor's findings for programs.</summary>
internal static class DoctorJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the findings.</summary>
    public static string Write(IReadOnlyList<DoctorFinding> findings) => JsonSerializer.Serialize(
        new
        {
            canRun = DoctorText.CanRun(findings),
            findings = findings.Select(finding => new
            {
                finding.Area,
                finding.Name,
                state = finding.State.ToString().ToLowerInvariant(),
                finding.Found,
                finding.Advice,
            }),
        },
        Options);
}
