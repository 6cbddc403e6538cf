using System.Globalization;
using System.Text;
using DenseEdge.Cli.Running;
using DenseEdge.FleetApi;
using DenseEdge.Storage;

namespace DenseEdge.Cli.Fleet;

/// <summary>denseedge fleet report.</summary>
internal static class ReportVerb
{
    /// <summary>Shows how models do on each kind of board.</summary>
    /// <param name="session">The server.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public static async Task<int> BoardsAsync(FleetSession session, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(session);
        session.Answer(await session.Client.GetBoardsAsync(cancellation).ConfigureAwait(false), Table);
        return ExitCodes.Done;
    }

    /// <summary>Counts the fleet's devices.</summary>
    /// <param name="session">The server.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public static async Task<int> TotalsAsync(FleetSession session, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(session);
        session.Answer(await session.Client.GetTotalsAsync(cancellation).ConfigureAwait(false), Table);
        return ExitCodes.Done;
    }

    /// <summary>Exports the latencies that devices measured.</summary>
    /// <param name="session">The server.</param>
    /// <param name="format">"json" or "csv".</param>
    /// <param name="board">Of this board; null for all.</param>
    /// <param name="model">Of this model; null for all.</param>
    /// <param name="path">The file; null for standard output.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public static async Task<int> ExportAsync(
        FleetSession session, string format, string? board, string? model, string? path, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(session);
        string text = format == "csv"
            ? await ReadTableAsync(session.Client, board, model, cancellation).ConfigureAwait(false)
            : FleetSession.Json(await session.Client.ExportAsync(board, model, cancellation).ConfigureAwait(false)) + "\n";
        if (path is null)
        {
            await session.Output.WriteAsync(text).ConfigureAwait(false);
        }
        else
        {
            DurableFile.Replace(PhysicalFileSystem.Instance, Path.GetFullPath(path), text);
            await session.Output.WriteLineAsync($"Written to: {path}").ConfigureAwait(false);
        }

        return ExitCodes.Done;
    }

    private static async Task<string> ReadTableAsync(
        FleetClient client, string? board, string? model, CancellationToken cancellation)
    {
        using MemoryStream table = new();
        await client.ExportTableAsync(board, model, table, cancellation).ConfigureAwait(false);
        return Encoding.UTF8.GetString(table.GetBuffer(), 0, (int)table.Length);
    }

    private static string Table(DeviceTotals totals)
    {
        TextTable table = new("what", "which", "devices");
        table.Add("all", "", Text(totals.Devices));
        foreach ((string state, long devices) in totals.States)
        {
            table.Add("state", state, Text(devices));
        }

        foreach ((string health, long devices) in totals.Health)
        {
            table.Add("health", health, Text(devices));
        }

        foreach (VersionTotal version in totals.Versions)
        {
            table.Add("version", $"{version.Model} {version.Version}", Text(version.Devices));
        }

        return table.ToString();

        static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
    }

    private static string Table(IReadOnlyList<BoardReport> boards)
    {
        TextTable table = new("board", "model", "precision", "devices", "p50 median", "p95 median", "p95 p90", "p95 max", "temperature max");
        foreach (BoardReport board in boards)
        {
            foreach (BoardModelReport model in board.Models)
            {
                table.Add(
                    board.Board, $"{model.Model} {model.Version}", model.Precision ?? "",
                    model.Devices.ToString(CultureInfo.InvariantCulture), TerminalText.Of(model.LatencyP50Ms?.Median, "ms"),
                    TerminalText.Of(model.LatencyP95Ms?.Median, "ms"), TerminalText.Of(model.LatencyP95Ms?.P90, "ms"),
                    TerminalText.Of(model.LatencyP95Ms?.Max, "ms"), TerminalText.Of(model.TemperatureC?.Max, "°C"));
            }
        }

        return table.ToString();
    }
}
