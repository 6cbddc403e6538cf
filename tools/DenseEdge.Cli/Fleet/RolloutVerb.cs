using System.Globalization;
using DenseEdge.Cli.Running;
using DenseEdge.FleetApi;

namespace DenseEdge.Cli.Fleet;

/// <summary>denseedge fleet rollout, but watch.</summary>
internal static class RolloutVerb
{
    private const int PageSize = 500;

    /// <summary>Makes a rollout.</summary>
    /// <param name="session">The server.</param>
    /// <param name="rollout">The rollout.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public static async Task<int> CreateAsync(FleetSession session, NewRollout rollout, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(session);
        RolloutView view = await session.Client.CreateRolloutAsync(rollout, cancellation).ConfigureAwait(false);
        session.Answer(view, made => RolloutText.Write(made) + (made.State == "ready"
            ? FormattableString.Invariant($"Next: denseedge fleet rollout start {made.Id}\n")
            : FormattableString.Invariant($"Next: denseedge fleet rollout watch {made.Id}\n")));
        return ExitCodes.Done;
    }

    /// <summary>Lists rollouts.</summary>
    /// <param name="session">The server.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public static async Task<int> ListAsync(FleetSession session, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(session);
        session.Answer(await session.Client.ListRolloutsAsync(cancellation).ConfigureAwait(false), RolloutText.Table);
        return ExitCodes.Done;
    }

    /// <summary>Shows a rollout, or the updates of one.</summary>
    /// <param name="session">The server.</param>
    /// <param name="id">Its number.</param>
    /// <param name="state">A state of updates, to list those; null to show the rollout.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public static async Task<int> ShowAsync(FleetSession session, long id, string? state, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (state is null)
        {
            session.Answer(await session.Client.GetRolloutAsync(id, cancellation).ConfigureAwait(false), RolloutText.Write);
            return ExitCodes.Done;
        }

        List<ActionView> actions = [];
        string? cursor = null;
        do
        {
            Page<ActionView> page = await session.Client.ListRolloutDevicesAsync(
                id, state == "all" ? null : state, PageSize, cursor, cancellation).ConfigureAwait(false);
            actions.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);
        session.Answer(new Page<ActionView> { Items = actions, Total = actions.Count }, RolloutText.Actions);
        return ExitCodes.Done;
    }

    /// <summary>Starts, pauses, resumes, aborts, retries, or begins the next group.</summary>
    /// <param name="session">The server.</param>
    /// <param name="id">Its number.</param>
    /// <param name="command">What to do.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public static async Task<int> SteerAsync(
        FleetSession session, long id, RolloutCommand command, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(session);
        RolloutView view = await session.Client.SteerRolloutAsync(id, command, cancellation).ConfigureAwait(false);
        session.Answer(view, after => command == RolloutCommand.Abort && after.InFlight > 0
            ? RolloutText.Write(after) + string.Create(
                CultureInfo.InvariantCulture,
                $"{after.InFlight} devices were at work and are asked to cancel; no other one starts.\n")
            : RolloutText.Write(after));
        return ExitCodes.Done;
    }
}
