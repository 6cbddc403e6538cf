using DenseEdge.Cli.Running;
using DenseEdge.FleetApi;

namespace DenseEdge.Cli.Fleet;

/// <summary>denseedge fleet audit.</summary>
internal static class AuditVerb
{
    /// <summary>Shows who did what, newest first.</summary>
    /// <param name="session">The server.</param>
    /// <param name="limit">How many entries.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public static async Task<int> RunAsync(FleetSession session, int limit, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(session);
        session.Answer(await session.Client.GetAuditAsync(limit, null, cancellation).ConfigureAwait(false), Table);
        return ExitCodes.Done;
    }

    private static string Table(Page<AuditEntry> page)
    {
        TextTable table = new("time", "who", "what", "to", "detail", "from");
        foreach (AuditEntry entry in page.Items)
        {
            table.Add(
                TerminalText.Of(entry.Time), entry.Actor, entry.Action, entry.Target ?? "", entry.Detail ?? "",
                entry.Address ?? "");
        }

        return table.ToString();
    }
}
