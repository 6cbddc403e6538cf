using DenseEdge.Fleet.Filters;
using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Devices;

/// <summary>What attributes named denseedge.* say of a device; null where they say nothing, which changes nothing.</summary>
internal sealed record DeviceFacts
{
    public string? Board { get; init; }

    public DeviceHealth? Health { get; init; }

    public string? Model { get; init; }

    public string? Version { get; init; }

    public string? Digest { get; init; }

    public string? Precision { get; init; }

    public string? Provider { get; init; }

    public string? PowerMode { get; init; }

    public double? LatencyP50Ms { get; init; }

    public double? LatencyP95Ms { get; init; }

    public double? LatencyP99Ms { get; init; }

    public long? LatencyN { get; init; }

    public double? TemperatureC { get; init; }

    /// <summary>Whether there is something to keep in the measurements.</summary>
    public bool HasMeasurement => LatencyP50Ms is not null || LatencyP95Ms is not null || LatencyP99Ms is not null;

    public static DeviceFacts From(IReadOnlyDictionary<string, string> attributes)
    {
        return new DeviceFacts
        {
            Board = Text("board") ?? attributes.GetValueOrDefault("board"),
            Health =
                Text("health") is string health && Names<DeviceHealth>.TryParse(health, out DeviceHealth value) ? value : null,
            Model = Text("model"),
            Version = Text("version"),
            Digest = Text("digest"),
            Precision = Text("precision"),
            Provider = Text("provider"),
            PowerMode = Text("power_mode"),
            LatencyP50Ms = Positive("latency_p50_ms"),
            LatencyP95Ms = Positive("latency_p95_ms"),
            LatencyP99Ms = Positive("latency_p99_ms"),
            LatencyN = Positive("latency_n") is double frames and < 1e15 ? (long)frames : null,
            TemperatureC = Number("temperature_c"),
        };

        string? Text(string name) => attributes.GetValueOrDefault("denseedge." + name) is { Length: > 0 } text ? text : null;
        double? Number(string name) => Text(name) is string text ? AttributeNumber.Of(text) : null;
        double? Positive(string name) => Number(name) is double number and > 0 ? number : null;
    }

    /// <summary>Writes them into the device's row.</summary>
    public Task WriteAsync(Session session, string id)
    {
        string? health = Health is DeviceHealth known ? Names<DeviceHealth>.Of(known) : null;
        string? order = Version is null ? null : VersionOrder.Of(Version);
        return session.ExecuteAsync(
            $"""
            UPDATE devices SET board = coalesce({Board}, board), health = coalesce({health}, health),
                model = coalesce({Model}, model), version = coalesce({Version}, version),
                version_order = coalesce({order}, version_order), digest = coalesce({Digest}, digest),
                latency_p50_ms = coalesce({LatencyP50Ms}, latency_p50_ms),
                latency_p95_ms = coalesce({LatencyP95Ms}, latency_p95_ms),
                temperature_c = coalesce({TemperatureC}, temperature_c), wants_attributes = 0
            WHERE id = {id}
            """);
    }
}
