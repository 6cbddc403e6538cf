using DenseEdge.Agent;
using DenseEdge.Agent.Control;
using DenseEdge.Agent.Updating;
using DenseEdge.Hosting;

namespace DenseEdge.AgentService;

/// <summary>The service around an agent: systemd's notifications and watchdog, the control socket, a tick every second.</summary>
internal static class ServiceLoop
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    // An engine's build says nothing for minutes on a small board; a driver that hangs says nothing for ever.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(60);

    /// <summary>Runs until it is asked to stop.</summary>
    /// <param name="setup">The agent's parts.</param>
    /// <param name="log">Takes a line per step; journald puts the time before it.</param>
    /// <param name="cancellationToken">SIGTERM or Ctrl-C.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(AgentSetup setup, TextWriter log, CancellationToken cancellationToken)
    {
        using IDisposable held = setup.Store.Open();
        using IDisposable logging = setup.Progress.Subscribe(new StepLog(log));
        using SystemdNotifier systemd = SystemdNotifier.FromEnvironment();
        using IDisposable telling = setup.Progress.Subscribe(new StatusTeller(systemd));
        using ModelAgent agent = new(
            setup.Store, setup.Machine(), setup.Progress, setup.Health, setup.Gate, setup.Options, setup.PollSource,
            server: setup.Server());
        using ControlServer control = new(setup.Store.Paths.ControlSocket, agent, setup.Progress, setup.BundleSource);
        await log.WriteLineAsync($"denseedge-agent {StatusReader.AgentVersion} holds {setup.Store.Paths.Root}")
            .ConfigureAwait(false);
        systemd.Ready("Ready.");
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task[] tasks =
        [
            control.RunAsync(ending.Token), WorkAsync(agent, ending.Token), FeedWatchdogAsync(agent, systemd, ending.Token),
        ];
        Task first = await Task.WhenAny(tasks).ConfigureAwait(false);
        systemd.Stopping();
        await ending.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(tasks.Select(EndAsync)).WaitAsync(TimeSpan.FromSeconds(5), CancellationToken.None)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await EndAsync(first).ConfigureAwait(false);
        return 0;
    }

    private static async Task WorkAsync(ModelAgent agent, CancellationToken cancellationToken)
    {
        await agent.StartAsync(cancellationToken).ConfigureAwait(false);
        using PeriodicTimer timer = new(Tick);
        do
        {
            await agent.TickAsync(cancellationToken).ConfigureAwait(false);
        }
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false));
    }

    private static async Task FeedWatchdogAsync(ModelAgent agent, SystemdNotifier systemd, CancellationToken cancellationToken)
    {
        using PeriodicTimer timer = new(Tick);
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
        {
            if (agent.Silence < LongestSilence)
            {
                systemd.Alive();
            }
        }
    }

    private static async Task EndAsync(Task task)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // This is how it ends.
        }
    }

    private sealed class StepLog(TextWriter log) : IProgress<UpdateProgress>
    {
        public void Report(UpdateProgress value)
        {
            if (value.Percent is null or 100)
            {
                log.WriteLine($"{value.State}: {value.Message}");
            }
        }
    }

    private sealed class StatusTeller(SystemdNotifier systemd) : IProgress<UpdateProgress>
    {
        public void Report(UpdateProgress value)
        {
            if (value.Percent is null)
            {
                systemd.Status($"{value.State}: {value.Message}");
            }
        }
    }
}
