using DenseEdge.Fleet.Devices;
using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Measurements;

/// <summary>One device and its newest measurement of what it runs, for the summary of its board.</summary>
internal sealed record DeviceOnBoard(
    string Board, DeviceHealth Health, string? Model, string? Version, string Digest, string? Precision, string? PowerMode,
    double? LatencyP50Ms, double? LatencyP95Ms, double? TemperatureC)
{
    public static DeviceOnBoard Read(SqlRow row) => new(
        row.Text(), row.Name<DeviceHealth>(), row.TextOrNull(), row.TextOrNull(), row.Text(), row.TextOrNull(), row.TextOrNull(),
        row.RealOrNull(), row.RealOrNull(), row.RealOrNull());
}
