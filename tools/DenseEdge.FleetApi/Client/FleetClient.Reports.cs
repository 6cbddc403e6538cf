namespace DenseEdge.FleetApi;

/// <content>What the fleet measured.</content>
public sealed partial class FleetClient
{
    private const string ExportPath = "reports/export";

    /// <summary>Counts the fleet's devices.</summary>
    /// <param name="cancellation">Ends the request.</param>
    public Task<DeviceTotals> GetTotalsAsync(CancellationToken cancellation)
        => GetAsync("reports/totals", FleetJson.Default.DeviceTotals, cancellation);

    /// <summary>Reads how models do on each kind of board.</summary>
    /// <param name="cancellation">Ends the request.</param>
    public Task<IReadOnlyList<BoardReport>> GetBoardsAsync(CancellationToken cancellation)
        => GetAsync("reports/boards", FleetJson.Default.IReadOnlyListBoardReport, cancellation);

    /// <summary>Reads the latencies that devices measured.</summary>
    /// <param name="board">Of this board; null for all.</param>
    /// <param name="model">Of this model; null for all.</param>
    /// <param name="cancellation">Ends the request.</param>
    public Task<LatencyExport> ExportAsync(string? board, string? model, CancellationToken cancellation) => GetAsync(
        new QueryText(ExportPath).With("format", "json").With("board", board).With("model", model).ToString(),
        FleetJson.Default.LatencyExport,
        cancellation);

    /// <summary>Writes the latencies that devices measured, as a table of comma-separated values.</summary>
    /// <param name="board">Of this board; null for all.</param>
    /// <param name="model">Of this model; null for all.</param>
    /// <param name="target">Takes the table.</param>
    /// <param name="cancellation">Ends the request.</param>
    public async Task ExportTableAsync(string? board, string? model, Stream target, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(target);
        string path = new QueryText(ExportPath).With("format", "csv").With("board", board).With("model", model).ToString();
        using HttpResponseMessage response = await RespondAsync(HttpMethod.Get, path, null, "text/csv", cancellation)
            .ConfigureAwait(false);
        await response.Content.CopyToAsync(target, cancellation).ConfigureAwait(false);
    }
}
