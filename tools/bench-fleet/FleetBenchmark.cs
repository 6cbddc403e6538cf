using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using DenseEdge.FleetApi;

namespace DenseEdge.FleetBench;

/// <summary>Registers devices, measures their polls, rolls a version out to all of them, and aborts another one.</summary>
internal sealed class FleetBenchmark : IDisposable
{
    private const string Model = "bench";
    private const int Seed = 1;
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(200);

    private readonly BenchOptions _options;
    private readonly int _failing;
    private readonly Action<string> _say;
    private readonly FleetClient _client;
    private readonly SimulatedFleet _fleet;
    private readonly ServerProcess? _process;

    /// <summary>Makes the devices; nothing is asked yet.</summary>
    /// <param name="options">What is measured.</param>
    /// <param name="say">Takes a line for people.</param>
    public FleetBenchmark(BenchOptions options, Action<string> say)
    {
        _options = options;
        _failing = (int)(options.Devices * options.FailPercent / 100);
        _say = say;
        _client = new FleetClient(options.Nodes[0], options.Token);
        _process = options.ProcessId == 0 ? null : new ServerProcess(options.ProcessId);
        Uri[] nodes = [.. options.Nodes.Select(node => new Uri(node, $"/{options.Tenant}/controller/v1/"))];
        AuthenticationHeaderValue authorization = new("GatewayToken", options.GatewayToken);
        _fleet = new SimulatedFleet(
            [.. Enumerable.Range(0, options.Devices)
                .Select(i => new SimulatedDevice($"bench-{i:D6}", nodes, authorization, options.Work, i < _failing))],
            options.Interval, options.KeepsConnections, Seed);
    }

    /// <summary>Measures everything.</summary>
    /// <param name="cancellation">Ends it.</param>
    public async Task<BenchResult> RunAsync(CancellationToken cancellation)
    {
        ServerView server = await _client.GetServerAsync(cancellation).ConfigureAwait(false);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task polling = _fleet.RunAsync(end.Token);
        double registration = await RegisterAsync(cancellation).ConfigureAwait(false);
        PollResult polls = await PollAsync(cancellation).ConfigureAwait(false);
        RolloutResult? rollout = null;
        ThresholdResult? threshold = null;
        AbortResult? abort = null;
        if (!_options.PollsOnly)
        {
            rollout = await RolloutAsync(cancellation).ConfigureAwait(false);
            threshold = _failing == 0 ? null : await ThresholdAsync(cancellation).ConfigureAwait(false);
            abort = await AbortAsync(cancellation).ConfigureAwait(false);
        }

        await end.CancelAsync().ConfigureAwait(false);
        await polling.ConfigureAwait(false);
        return new BenchResult
        {
            Database = server.Database,
            RegistrationSeconds = registration,
            Polls = polls,
            Rollout = rollout,
            Threshold = threshold,
            Abort = abort,
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _fleet.Dispose();
        _client.Dispose();
    }

    private async Task<double> RegisterAsync(CancellationToken cancellation)
    {
        _say($"{_options.Devices} devices poll every {_options.Interval.TotalSeconds:F0} s: their first polls register them");
        long began = Stopwatch.GetTimestamp();
        while (_fleet.Tally.Polls.Count < _options.Devices)
        {
            await Task.Delay(Glance, cancellation).ConfigureAwait(false);
        }

        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        ThrowIfFaulty();

        // A second round: devices then know their ETag.
        await Task.Delay(_options.Interval, cancellation).ConfigureAwait(false);
        return seconds;
    }

    private async Task<PollResult> PollAsync(CancellationToken cancellation)
    {
        _say($"polls are measured for {_options.PollTime.TotalSeconds:F0} s");
        FleetTally tally = _fleet.Restart();
        double cpu = _process?.CpuSeconds() ?? 0;
        long began = Stopwatch.GetTimestamp();
        await Task.Delay(_options.PollTime, cancellation).ConfigureAwait(false);
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        LatencySummary latency = tally.Polls.Summarize();
        double? used = _process?.CpuSeconds() - cpu;
        return new PollResult
        {
            Devices = _options.Devices,
            Seconds = seconds,
            PollsPerSecond = latency.Count / seconds,
            NotModifiedPercent = 100.0 * tally.NotModified / Math.Max(1, latency.Count),
            Latency = latency,
            ServerCpuPercent = 100 * used / seconds,
            ServerCpuMicrosecondsPerPoll = 1e6 * used / Math.Max(1, latency.Count),
            ServerMegabytes = _process?.ResidentBytes() / 1e6,
            Lost = tally.Lost,
            FirstLost = tally.FirstLost,
            Faults = tally.Faults,
            FirstFault = tally.FirstFault,
        };
    }

    private async Task<RolloutResult> RolloutAsync(CancellationToken cancellation)
    {
        _say(_failing == 0
            ? "a rollout: 1, 1 %, 10 %, 100 %"
            : $"a rollout in one group that may fail on {_failing} devices and does; one more would stop it");
        FleetTally tally = StartOver();
        await UploadAsync(_options.Version, cancellation).ConfigureAwait(false);
        double cpu = _process?.CpuSeconds() ?? 0;
        long began = Stopwatch.GetTimestamp();
        RolloutView view = await CreateAsync(
            _failing > 0
                ? Bounded(_options.Version, _failing + 0.5)
                : Plain(
                    _options.Version, new NewGroup { Count = 1 }, new NewGroup { Percent = 1 }, new NewGroup { Percent = 10 },
                    new NewGroup { Percent = 100 }),
            cancellation).ConfigureAwait(false);
        double startMs = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        foreach (double share in _options.Accident is null ? [] : new[] { 0.1, 0.5 })
        {
            await WaitAsync(
                view.Id, now => now.State != "running" || now.Succeeded >= share * now.Total, cancellation).ConfigureAwait(false);
            _say($"accident at {share:P0}: {_options.Accident}");
            await ShellAsync($"{_options.Accident} {100 * share:F0}", cancellation).ConfigureAwait(false);
        }

        view = await WaitAsync(view.Id, now => now.State != "running", cancellation).ConfigureAwait(false);
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        if (view.State != "finished")
        {
            throw new InvalidOperationException($"Expected the rollout to finish, found it {view.State}: {view.Reason}");
        }

        return new RolloutResult
        {
            Devices = view.Total,
            StartMs = startMs,
            WallSeconds = seconds,
            Succeeded = view.Succeeded,
            Failed = view.Failed,
            FailedDevices = _fleet.Devices.Count(device => device.State == DeviceState.Failed),
            UpdatedDevices = _fleet.Devices.Count(device => device.State == DeviceState.Updated),
            StartedTwice = _fleet.Devices.Count(device => device.Starts > 1),
            Polls = tally.Polls.Summarize(),
            Starts = tally.Starts.Summarize(),
            Reports = tally.Reports.Summarize(),
            ServerCpuPercent = 100 * (_process?.CpuSeconds() - cpu) / seconds,
            ServerMegabytes = _process?.ResidentBytes() / 1e6,
            Lost = tally.Lost,
            FirstLost = tally.FirstLost,
            Faults = tally.Faults,
            FirstFault = tally.FirstFault,
        };
    }

    private async Task<ThresholdResult> ThresholdAsync(CancellationToken cancellation)
    {
        _say($"another one that must stop at the last of {_failing} failures");
        FleetTally tally = StartOver();
        string version = _options.Version + ".2";
        await UploadAsync(version, cancellation).ConfigureAwait(false);
        RolloutView view = await CreateAsync(Bounded(version, _failing), cancellation).ConfigureAwait(false);
        if (_options.Accident is { } accident)
        {
            await WaitAsync(
                view.Id, now => now.State != "running" || now.Succeeded >= 0.5 * now.Total, cancellation).ConfigureAwait(false);
            _say($"accident at 50 %: {accident}");
            await ShellAsync($"{accident} 50", cancellation).ConfigureAwait(false);
        }

        view = await WaitAsync(view.Id, now => now.State != "running", cancellation).ConfigureAwait(false);
        return new ThresholdResult
        {
            Failing = _failing,
            State = view.State,
            Reason = view.Reason,
            Failed = view.Failed,
            Succeeded = view.Succeeded,
            StartedTwice = _fleet.Devices.Count(device => device.Starts > 1),
            Lost = tally.Lost,
            Faults = tally.Faults,
            FirstFault = tally.FirstFault,
        };
    }

    private async Task<AbortResult> AbortAsync(CancellationToken cancellation)
    {
        _say($"another rollout, aborted at {_options.AbortPercent} %");
        FleetTally tally = StartOver();
        string version = _options.Version + ".1";
        await UploadAsync(version, cancellation).ConfigureAwait(false);
        RolloutView view = await CreateAsync(
            Plain(version, new NewGroup { Percent = 100 }) with { ErrorPercent = 100 }, cancellation).ConfigureAwait(false);
        view = await WaitAsync(
            view.Id, now => 100.0 * now.Succeeded >= _options.AbortPercent * now.Total, cancellation).ConfigureAwait(false);
        int before = view.Succeeded;
        long asked = Stopwatch.GetTimestamp();
        view = await _client.SteerRolloutAsync(view.Id, RolloutCommand.Abort, cancellation).ConfigureAwait(false);
        long acknowledged = Stopwatch.GetTimestamp();
        SimulatedDevice[] working = [.. _fleet.Devices.Where(device => device.State == DeviceState.Working)];

        // Long enough for every device to poll twice, and for the slowest to report.
        await Task.Delay((2 * _options.Interval) + _options.Work, cancellation).ConfigureAwait(false);
        view = await _client.GetRolloutAsync(view.Id, cancellation).ConfigureAwait(false);
        return new AbortResult
        {
            SucceededBefore = before,
            AcknowledgeMs = Stopwatch.GetElapsedTime(asked, acknowledged).TotalMilliseconds,
            InFlight = working.Length,
            AnsweredAcross = _fleet.Devices.Count(
                device => device.StartedAt > acknowledged && device.StartAskedAt <= acknowledged),
            StartedAfter = _fleet.Devices.Count(device => device.StartAskedAt > acknowledged),
            FinishedAfter = working.Count(device => device.State == DeviceState.Updated),
            ServerCounts = $"{view.Succeeded} succeeded, {view.Failed} failed, {view.Canceled} canceled, {view.InFlight} in flight",
            Lost = tally.Lost,
            FirstLost = tally.FirstLost,
            Faults = tally.Faults,
            FirstFault = tally.FirstFault,
        };
    }

    private FleetTally StartOver()
    {
        foreach (SimulatedDevice device in _fleet.Devices)
        {
            device.Reset();
        }

        return _fleet.Restart();
    }

    private async Task UploadAsync(string version, CancellationToken cancellation)
    {
        using MemoryStream content = new(Encoding.UTF8.GetBytes($"{Model} {version}\n"));
        await _client.UploadModelAsync(
            new ModelUpload { File = "bench.txt", Model = Model, Version = version }, content, null, cancellation)
            .ConfigureAwait(false);
    }

    private static NewRollout Plain(string version, params NewGroup[] groups)
        => new() { Model = Model, Version = version, Filter = "id like bench-*", Groups = groups, Start = true };

    // Judged when all have finished, so that one failure lost or counted twice decides otherwise.
    private NewRollout Bounded(string version, double failures) => Plain(version, new NewGroup { Percent = 100 }) with
    {
        MinimumCount = _options.Devices,
        SuccessPercent = 1,
        ErrorPercent = 100 * failures / _options.Devices,
    };

    private Task<RolloutView> CreateAsync(NewRollout rollout, CancellationToken cancellation)
        => _client.CreateRolloutAsync(rollout, cancellation);

    private static async Task ShellAsync(string command, CancellationToken cancellation)
    {
        using Process shell = Process.Start("sh", ["-c", command]);
        await shell.WaitForExitAsync(cancellation).ConfigureAwait(false);
        if (shell.ExitCode != 0)
        {
            throw new InvalidOperationException($"Expected '{command}' to succeed, found exit code {shell.ExitCode}.");
        }
    }

    // The server may be down for a moment: that is what accidents are for.
    private async Task<RolloutView> WaitAsync(long rollout, Predicate<RolloutView> isThere, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                RolloutView view = await _client.GetRolloutAsync(rollout, cancellation).ConfigureAwait(false);
                if (isThere(view))
                {
                    return view;
                }
            }
            catch (FleetException fault) when (_options.Accident is not null)
            {
                _say(fault.Message);
            }

            await Task.Delay(Glance, cancellation).ConfigureAwait(false);
        }
    }

    private void ThrowIfFaulty()
    {
        if (_fleet.Tally.Faults > 0)
        {
            throw new InvalidOperationException(
                $"Expected every device to register, found {_fleet.Tally.Faults} refused; the first: {_fleet.Tally.FirstFault}");
        }
    }
}
