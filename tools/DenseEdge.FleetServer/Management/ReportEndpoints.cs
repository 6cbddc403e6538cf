using DenseEdge.Fleet;
using DenseEdge.Fleet.Measurements;
using DenseEdge.FleetApi;
using DenseEdge.FleetServer.Management.Views;
using DenseEdge.FleetServer.OpenApi;
using DenseEdge.FleetServer.Problems;
using Microsoft.AspNetCore.Http.HttpResults;
using Api = DenseEdge.FleetApi;

namespace DenseEdge.FleetServer.Management;

/// <summary>What the fleet measured.</summary>
internal static class ReportEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapReports(this RouteGroupBuilder api)
    {
        RouteGroupBuilder reports = api.MapGroup("/reports").WithTags("Reports");
        reports.MapGet("/totals", TotalsAsync)
            .Says("getTotals", "How many devices there are, in which state and health, and with which version.");
        reports.MapGet("/boards", BoardsAsync)
            .Says("getBoards", "Latency, temperature and health per board, and on it per model version.");
        reports.MapGet("/export", ExportAsync).Produces<LatencyExport>()
            .Says("exportLatencies", "Measured latencies per device and board as JSON, or per device as CSV.");
    }

    private static async Task<Ok<Api.DeviceTotals>> TotalsAsync(IFleetStore store, CancellationToken cancellation)
        => TypedResults.Ok((await store.Devices.TotalsAsync(cancellation)).View());

    private static async Task<Ok<IReadOnlyList<Api.BoardReport>>> BoardsAsync(
        IFleetStore store, CancellationToken cancellation)
    {
        IReadOnlyList<Fleet.Measurements.BoardReport> boards = await store.Measurements.BoardsAsync(cancellation);
        return TypedResults.Ok<IReadOnlyList<Api.BoardReport>>([.. boards.Select(board => board.View())]);
    }

    private static async Task<IResult> ExportAsync(
        IFleetStore store, string? format, string? board, string? model, CancellationToken cancellation)
    {
        if (format is not (null or "json" or "csv"))
        {
            return Problem.BadRequest($"format: expected json or csv, found '{format}'.");
        }

        IReadOnlyList<Measurement> latest = await store.Measurements.LatestAsync(board, model, cancellation);
        if (format == "csv")
        {
            return Results.Text(LatencyTable.Write(latest), "text/csv");
        }

        IReadOnlyList<Fleet.Measurements.BoardReport> boards = await store.Measurements.BoardsAsync(cancellation);
        return TypedResults.Ok(new LatencyExport
        {
            Time = await store.NowAsync(cancellation),
            Devices = [.. latest.Select(measurement => measurement.View())],
            Boards = [.. boards.Where(one => board is null || one.Board == board).Select(one => Of(one, model))],
        });
    }

    private static Api.BoardReport Of(Fleet.Measurements.BoardReport board, string? model)
    {
        Api.BoardReport view = board.View();
        return model is null ? view : view with { Models = [.. view.Models.Where(one => one.Model == model)] };
    }
}
