using System.Globalization;
using DenseEdge.Agent.Control;
using DenseEdge.Agent.Health;
using DenseEdge.Agent.Storing;
using DenseEdge.Agent.Trials;
using DenseEdge.Agent.Updating;
using DenseEdge.Telemetry;

namespace DenseEdge.Agent.Serving;

/// <summary>What a device tells a fleet server about itself: which model runs where, how well, and how fast. Latency is what the
/// apps measured; before they have, what the model's trial on this device found.</summary>
/// <param name="store">The store.</param>
/// <param name="health">How the apps are.</param>
/// <param name="boardName">What the operator calls the board; null for what it says about itself.</param>
/// <param name="sensors">The board's sensors; null for none.</param>
internal sealed class DeviceAttributes(ModelStore store, HealthMonitor health, string? boardName, BoardSensors? sensors)
{
    public const string Model = "denseedge.model";
    public const string Version = "denseedge.version";
    public const string Digest = "denseedge.digest";
    public const string Health = "denseedge.health";

    /// <summary>hawkBit keeps 128 characters of a value.</summary>
    private const int MostChars = 128;

    /// <summary>Reads them.</summary>
    /// <param name="machine">The device's machine.</param>
    public IReadOnlyDictionary<string, string> Read(UpdateMachine machine)
    {
        BoardIdentity identity = BoardIdentity.Read();
        StatusLine status = StatusReader.Of(store, machine.Record, machine.Active, isService: true);
        InstalledModel? model = machine.Active is { } active ? store.Find(active.Active.Digest) : null;
        TrialReport? trial = model is null ? null : store.LastReport(model.Digest);
        AppLatency? latency = health.Latency() ?? AppLatency.Of(trial);
        Dictionary<string, string> found = new(StringComparer.Ordinal);
        double celsius = 0;
        Add("denseedge.agent", StatusReader.AgentVersion);
        Add("denseedge.board", boardName ?? identity.Model ?? identity.Processor);
        Add(Model, model?.Name);
        Add(Version, model?.Version);
        Add(Digest, model?.Digest);
        Add(Health, HealthOf(status));
        Add("denseedge.precision", model?.Precision);
        Add("denseedge.provider", model?.Provider);
        Add("denseedge.runtime", trial?.Engine);
        Add("denseedge.latency_p50_ms", Number(latency?.P50Ms));
        Add("denseedge.latency_p95_ms", Number(latency?.P95Ms));
        Add("denseedge.latency_p99_ms", Number(latency?.P99Ms));
        Add("denseedge.latency_n", Number(latency?.Frames));
        bool isMeasured = sensors?.TryReadHottest(out celsius) == true;
        Add("denseedge.temperature_c", isMeasured ? Number(Math.Round(celsius, 1)) : null);
        Add("denseedge.power_mode", identity.PowerMode);
        return found;

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                found[name] = value.Length <= MostChars ? value : value[..MostChars];
            }
        }
    }

    private string HealthOf(StatusLine status) => status.ModelHealth == "damaged" || health.Judge().IsBad ? "bad"
        : status.Active is null || status.NetworkHealth is "expired" or "rolled-back" or "untrusted"
            || status.LastCheck?.Failure == UpdateFailure.Storage ? "degraded"
        : "good";

    private static string? Number(double? value) => value?.ToString("0.###", CultureInfo.InvariantCulture);
}
