namespace DenseEdge.Fleet.Measurements;

/// <summary>Sums the devices of one board up.</summary>
internal static class BoardSummary
{
    public static BoardReport Of(IGrouping<string, DeviceOnBoard> devices) => new(
        devices.Key,
        devices.LongCount(),
        [
            .. devices.Where(device => device.Model is not null && device.Version is not null)
                .GroupBy(device => (Model: device.Model!, Version: device.Version!, device.Digest, device.Precision))
                .OrderBy(model => model.Key)
                .Select(model => OfModel(model.Key.Model, model.Key.Version, model.Key.Digest, model.Key.Precision, [.. model])),
        ],
        devices.GroupBy(device => device.Health).ToDictionary(health => health.Key, health => health.LongCount()));

    private static BoardModel OfModel(
        string model, string version, string digest, string? precision, List<DeviceOnBoard> devices) => new()
        {
            Model = model,
            Version = version,
            Digest = digest,
            Precision = precision,
            Devices = devices.Count,
            LatencyP50Ms = SpreadOf(devices.Select(device => device.LatencyP50Ms)),
            LatencyP95Ms = SpreadOf(devices.Select(device => device.LatencyP95Ms)),
            TemperatureC = SpreadOf(devices.Select(device => device.TemperatureC)),
            PowerModes = devices.Where(device => device.PowerMode is not null)
            .GroupBy(device => device.PowerMode!).ToDictionary(mode => mode.Key, mode => mode.LongCount()),
        };

    /// <returns>Null if there is no value.</returns>
    private static Spread? SpreadOf(IEnumerable<double?> values)
    {
        double[] sorted = [.. values.OfType<double>().Order()];
        return sorted.Length == 0 ? null : new(sorted[0], At(sorted, 0.5), At(sorted, 0.9), sorted[^1]);
    }

    /// <summary>The value at place ⌈q·n⌉ in order, from 1.</summary>
    private static double At(double[] sorted, double quantile) => sorted[(int)Math.Ceiling(quantile * sorted.Length) - 1];
}
