using DenseEdge.Fleet.Devices;
using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Measurements;

/// <summary>Measurements in SQL.</summary>
internal sealed class MeasurementStore(StoreContext context) : IMeasurementStore
{
    private const string UnknownBoard = "unknown";

    private static readonly SqlText Columns = SqlText.Trusted(
        "m.device_id, m.digest, m.time_ms, m.board, m.model, m.version, m.precision_name, m.provider, m.power_mode, " +
        "m.latency_p50_ms, m.latency_p95_ms, m.latency_p99_ms, m.latency_n, m.temperature_c");

    public Task<IReadOnlyList<Measurement>> LatestAsync(string? board, string? model, CancellationToken cancellation) =>
        context.Sql.ReadAsync(
        async session =>
        {
            SqlText ofBoard = board is null ? SqlText.Trusted("1 = 1") : $"m.board = {board}";
            SqlText ofModel = model is null ? SqlText.Trusted("1 = 1") : $"m.model = {model}";
            return (IReadOnlyList<Measurement>)await session.ListAsync(
                $"""
                SELECT {Columns} FROM measurements m WHERE {ofBoard} AND {ofModel}
                ORDER BY coalesce(m.board, ''), coalesce(m.model, ''), coalesce(m.version, ''), m.device_id, m.digest
                """,
                Read).ConfigureAwait(false);
        },
        cancellation);

    public Task<IReadOnlyList<Measurement>> HistoryAsync(string device, CancellationToken cancellation) => context.Sql.ReadAsync(
        async session => (IReadOnlyList<Measurement>)await session.ListAsync(
            $"SELECT {Columns} FROM measurement_history m WHERE m.device_id = {device} ORDER BY m.time_ms DESC, m.digest", Read)
            .ConfigureAwait(false),
        cancellation);

    public Task<IReadOnlyList<BoardReport>> BoardsAsync(CancellationToken cancellation) => context.Sql.ReadAsync(
        async session =>
        {
            SqlText health = DeviceHealthSql.For(session, context.Options.PollSeconds).Column;
            List<DeviceOnBoard> devices = await session.ListAsync(
                $"""
                SELECT coalesce(d.board, {UnknownBoard}), {health}, d.model, d.version, coalesce(m.digest, d.digest, ''),
                    m.precision_name, m.power_mode, m.latency_p50_ms, m.latency_p95_ms, m.temperature_c
                FROM devices d LEFT JOIN measurements m ON m.device_id = d.id AND m.digest = coalesce(d.digest, '')
                """,
                DeviceOnBoard.Read).ConfigureAwait(false);
            return (IReadOnlyList<BoardReport>)
            [
                .. devices.GroupBy(device => device.Board)
                    .OrderBy(board => board.Key, StringComparer.Ordinal).Select(BoardSummary.Of),
            ];
        },
        cancellation);

    private static Measurement Read(SqlRow row) => new()
    {
        Device = row.Text(),
        Digest = row.Text(),
        Time = row.Time(),
        Board = row.TextOrNull(),
        Model = row.TextOrNull(),
        Version = row.TextOrNull(),
        Precision = row.TextOrNull(),
        Provider = row.TextOrNull(),
        PowerMode = row.TextOrNull(),
        LatencyP50Ms = row.RealOrNull(),
        LatencyP95Ms = row.RealOrNull(),
        LatencyP99Ms = row.RealOrNull(),
        LatencyN = row.LongOrNull(),
        TemperatureC = row.RealOrNull(),
    };
}
