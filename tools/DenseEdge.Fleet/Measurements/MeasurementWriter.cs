using DenseEdge.Fleet.Devices;
using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Measurements;

/// <summary>Keeps what a device measured: the newest per digest, and a bounded history.</summary>
internal static class MeasurementWriter
{
    private static readonly SqlText Columns = SqlText.Trusted(
        "device_id, digest, time_ms, board, model, version, precision_name, provider, power_mode, " +
        "latency_p50_ms, latency_p95_ms, latency_p99_ms, latency_n, temperature_c");

    public static async Task WriteAsync(Session session, string device, DeviceFacts facts, FleetLimits limits)
    {
        string digest = facts.Digest ?? string.Empty;
        long now = await session.NowMsAsync().ConfigureAwait(false);
        await session.ExecuteAsync(
            $"DELETE FROM measurements WHERE device_id = {device} AND digest = {digest}").ConfigureAwait(false);
        await session.ExecuteAsync(
            $"""
            INSERT INTO measurements ({Columns}) SELECT d.id, {digest}, {now}, d.board, coalesce({facts.Model}, d.model),
                coalesce({facts.Version}, d.version), {facts.Precision}, {facts.Provider}, {facts.PowerMode},
                    {facts.LatencyP50Ms},
                {facts.LatencyP95Ms}, {facts.LatencyP99Ms}, {facts.LatencyN}, {facts.TemperatureC}
            FROM devices d WHERE d.id = {device}
            """).ConfigureAwait(false);
        await session.ExecuteAsync(
            $"""
            INSERT INTO measurement_history ({Columns}) SELECT {Columns} FROM measurements
            WHERE device_id = {device} AND digest = {digest} ON CONFLICT DO NOTHING
            """).ConfigureAwait(false);
        await session.ExecuteAsync(
            $"""
            DELETE FROM measurement_history WHERE device_id = {device} AND digest = {digest} AND time_ms <=
                (SELECT h.time_ms FROM measurement_history h WHERE h.device_id = {device} AND h.digest = {digest}
                 ORDER BY h.time_ms DESC LIMIT 1 OFFSET {limits.MeasurementsPerDevice})
            """).ConfigureAwait(false);
    }
}
