using System.Text.Json;
using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Actions;

/// <summary>Adds entries to actions' histories, within their limits.</summary>
internal static class ReportWriter
{
    private const int MostLineCharacters = 1024;

    /// <summary>The statement that adds a device's feedback to an action's history.</summary>
    public static SqlText Add(Session session, long action, NewReport report, FleetLimits limits)
    {
        string details = JsonSerializer.Serialize(Cut(report.Details, limits), SqlJson.Default.ListString);
        return $"""
            INSERT INTO action_reports (action_id, ordinal, time_ms, execution, result, code, details)
            SELECT a.id, a.report_count, {session.Now}, {report.Execution}, {report.Result}, {report.Code}, {details}
            FROM actions a WHERE a.id = {action}
            """;
    }

    /// <summary>Adds what the server did, to any number of actions.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="actions">A table expression of their numbers.</param>
    /// <param name="text">What was done.</param>
    public static async Task NoteAsync(Session session, SqlText actions, string text)
    {
        string details = JsonSerializer.Serialize([text], SqlJson.Default.ListString);
        await session.ExecuteAsync(
            $"""
            INSERT INTO action_reports (action_id, ordinal, time_ms, execution, result, code, details)
            SELECT a.id, a.report_count, {session.Now}, NULL, 'none', NULL, {details} FROM actions a WHERE a.id IN {actions}
            """).ConfigureAwait(false);
        await session.ExecuteAsync(
            $"UPDATE actions SET report_count = report_count + 1 WHERE id IN {actions}").ConfigureAwait(false);
    }

    /// <summary>Cuts details to the limits and says so in a last line.</summary>
    public static List<string> Cut(IReadOnlyList<string> details, FleetLimits limits)
    {
        var kept = new List<string>();
        int left = limits.CharactersPerReport;
        int most = Math.Min(details.Count, limits.DetailsPerReport);
        for (int i = 0; i < most && left > 0; i++)
        {
            string line = details[i] ?? string.Empty;
            int length = Math.Min(Math.Min(line.Length, MostLineCharacters), left);
            kept.Add(Checks.Clean(line[..length]));
            left -= length;
        }

        bool cut =
            kept.Count < details.Count || details.Take(kept.Count).Any(line => line?.Length > MostLineCharacters) || left == 0;
        if (cut)
        {
            kept.Add($"(cut: {details.Count} lines of {details.Sum(line => (long)(line?.Length ?? 0))} characters came)");
        }

        return kept;
    }
}
