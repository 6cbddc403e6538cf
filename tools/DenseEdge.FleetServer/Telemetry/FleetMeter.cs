using System.Diagnostics.Metrics;
using DenseEdge.Fleet.Actions;
using DenseEdge.Fleet.Devices;

namespace DenseEdge.FleetServer.Telemetry;

/// <summary>What a node measures of itself.</summary>
internal sealed class FleetMeter : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "DenseEdge.Fleet";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _polls;
    private readonly Counter<long> _starts;
    private readonly Counter<long> _reports;
    private readonly Counter<long> _refusals;
    private readonly Counter<long> _downloads;
    private readonly Histogram<double> _ticks;
    private volatile FleetTotals _totals = FleetTotals.None;

    /// <summary>Makes the instruments.</summary>
    public FleetMeter()
    {
        _polls = _meter.CreateCounter<long>("denseedge.fleet.polls", "{poll}", "Polls of devices, by what they were told.");
        _starts = _meter.CreateCounter<long>("denseedge.fleet.starts", "{action}", "Updates that devices have fetched.");
        _reports = _meter.CreateCounter<long>("denseedge.fleet.reports", "{report}", "Feedback of devices, by execution and result.");
        _refusals = _meter.CreateCounter<long>("denseedge.fleet.refused_credentials", "{request}", "Requests with a wrong token, by scheme.");
        _downloads = _meter.CreateCounter<long>("denseedge.fleet.downloads", "{request}", "Downloads of artifacts, whole or in part.");
        _ticks = _meter.CreateHistogram<double>("denseedge.fleet.engine.duration", "s", "Time of one step of the rollout engine.");
        _meter.CreateObservableGauge("denseedge.fleet.devices", States, "{device}", "Devices by state.");
        _meter.CreateObservableGauge("denseedge.fleet.devices.health", Health, "{device}", "Devices by health.");
        _meter.CreateObservableGauge("denseedge.fleet.actions", Actions, "{action}", "Actions by state.");
    }

    /// <summary>Counts a poll.</summary>
    /// <param name="told">What the device was told: nothing, deployment, confirmation, cancel.</param>
    public void CountPoll(string told) => _polls.Add(1, new KeyValuePair<string, object?>("told", told));

    /// <summary>Counts an update that a device has fetched.</summary>
    public void CountStart() => _starts.Add(1);

    /// <summary>Counts feedback.</summary>
    public void CountReport(Execution execution, ExecutionResult result, FeedbackOutcome outcome) => _reports.Add(
        1, new("execution", Word(execution)), new("result", Word(result)), new("outcome", Word(outcome)));

    /// <summary>Counts a request with a wrong token.</summary>
    public void CountRefusal(string scheme) => _refusals.Add(1, new KeyValuePair<string, object?>("scheme", scheme));

    /// <summary>Counts a download.</summary>
    public void CountDownload() => _downloads.Add(1);

    /// <summary>Takes the time of one step of the engine.</summary>
    public void RecordTick(TimeSpan duration) => _ticks.Record(duration.TotalSeconds);

    /// <summary>Takes the fleet's numbers, which are read now and then, not when somebody asks for metrics.</summary>
    public void Take(FleetTotals totals) => _totals = totals;

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<long>> States() => Enum.GetValues<DeviceState>().Select(
        state => One(_totals.Devices.States.GetValueOrDefault(state), "state", Word(state)));

    private IEnumerable<Measurement<long>> Health() => Enum.GetValues<DeviceHealth>().Select(
        health => One(_totals.Devices.Health.GetValueOrDefault(health), "health", Word(health)));

    private IEnumerable<Measurement<long>> Actions() => Enum.GetValues<ActionState>().Select(
        state => One(_totals.Actions.GetValueOrDefault(state), "state", Word(state)));

    private static Measurement<long> One(long value, string label, string word)
        => new(value, new KeyValuePair<string, object?>(label, word));

    private static string Word<T>(T value)
        where T : struct, Enum
        => ApiWord.Of(value);
}
