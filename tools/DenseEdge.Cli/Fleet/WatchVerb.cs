using DenseEdge.Cli.Running;
using DenseEdge.FleetApi;
using Spectre.Console;

namespace DenseEdge.Cli.Fleet;

/// <summary>denseedge fleet rollout watch.</summary>
internal static class WatchVerb
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>The soak time that is left counts down.</summary>
    private static readonly TimeSpan LongestOnTerminal = TimeSpan.FromSeconds(1);

    /// <summary>Thousands of devices that report at once must not become as many questions to the server.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(400);

    /// <summary>Watches a rollout until it ends, or pauses.</summary>
    /// <param name="session">The server.</param>
    /// <param name="id">The rollout's number.</param>
    /// <param name="follow">Whether to stay when it pauses.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    /// <returns>0 if it finished, 3 if it paused or was aborted.</returns>
    public static async Task<int> RunAsync(FleetSession session, long id, bool follow, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (!session.IsJson && !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Ansi)
        {
            return await AnsiConsole.Live(new Text("")).StartAsync(live => FollowAsync(
                session, id, follow, new LiveRolloutDisplay(live, TimeProvider.System), LongestOnTerminal, cancellation))
                .ConfigureAwait(false);
        }

        LineRolloutDisplay lines = new(session.Output, session.IsJson, TimeProvider.System);
        return await FollowAsync(session, id, follow, lines, Longest, cancellation).ConfigureAwait(false);
    }

    /// <summary>Shows a rollout whenever it changed.</summary>
    /// <param name="session">The server.</param>
    /// <param name="id">The rollout's number.</param>
    /// <param name="follow">Whether to stay when it pauses.</param>
    /// <param name="display">Shows it.</param>
    /// <param name="longest">How long to wait for word of a change before asking anyway.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    internal static async Task<int> FollowAsync(
        FleetSession session, long id, bool follow, IRolloutDisplay display, TimeSpan longest, CancellationToken cancellation)
    {
        RolloutChanges changes = new(session.Client, id, cancellation);
        await using (changes.ConfigureAwait(false))
        {
            while (true)
            {
                if (await ReadAsync(session.Client, id, display, cancellation).ConfigureAwait(false) is { } rollout)
                {
                    display.Show(rollout);
                    if (Ending(rollout, follow) is { } code)
                    {
                        return code;
                    }
                }

                await Task.Delay(Shortest, cancellation).ConfigureAwait(false);
                await changes.WaitAsync(longest, cancellation).ConfigureAwait(false);
            }
        }
    }

    // A server that restarts, or a network that fails for a while, doesn't end the watch; a refusal does.
    private static async Task<RolloutView?> ReadAsync(
        FleetClient client, long id, IRolloutDisplay display, CancellationToken cancellation)
    {
        try
        {
            return await client.GetRolloutAsync(id, cancellation).ConfigureAwait(false);
        }
        catch (FleetException fault) when (fault.Status is null || (int)fault.Status >= 500)
        {
            display.Lost(fault.Message);
            return null;
        }
    }

    private static int? Ending(RolloutView rollout, bool follow) => rollout.State switch
    {
        "finished" => ExitCodes.Done,
        "aborted" => ExitCodes.RolloutStopped,
        "paused" when !follow => ExitCodes.RolloutStopped,
        _ => null,
    };
}
