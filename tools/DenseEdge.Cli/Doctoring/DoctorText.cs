using System.Text;

namespace DenseEdge.Cli.Doctoring;

/// <summary>The doctor's findings for people.</summary>
internal static class DoctorText
{
    private const int NameWidth = 20;

    /// <summary>Writes one block for each area, one line for each finding.</summary>
    public static string Write(IReadOnlyList<DoctorFinding> findings)
    {
        StringBuilder text = new();
        foreach (IGrouping<string, DoctorFinding> area in findings.GroupBy(finding => finding.Area))
        {
            text.Append(area.Key).Append('\n');
            foreach (DoctorFinding finding in area)
            {
                text.Append("  ").Append(Mark(finding.State)).Append("  ").Append(finding.Name.PadRight(NameWidth))
                    .Append(' ').Append(finding.Found.ReplaceLineEndings(" "));
                text.Append(finding.Advice is null ? "\n" : $" {finding.Advice}\n");
            }
        }

        return text.Append(CanRun(findings)
            ? "Models can run here."
            : "Models can't run here: see the lines marked BAD.").ToString();
    }

    /// <summary>Whether nothing is bad.</summary>
    public static bool CanRun(IReadOnlyList<DoctorFinding> findings)
        => findings.All(finding => finding.State != FindingState.Bad);

    private static string Mark(FindingState state) => state switch
    {
        FindingState.Good => "ok ",
        FindingState.Absent => "-- ",
        FindingState.Bad => "BAD",
        _ => "   ",
    };
}
