using System.Globalization;
using DenseEdge.Fleet.Changes;
using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Rollouts;

/// <summary>Steps that people's commands and the engine share.</summary>
internal static class RolloutSql
{
    /// <summary>Waits until nobody else moves the rollout.</summary>
    /// <exception cref="FleetException">There is none, or it isn't in one of the states.</exception>
    public static async Task<Rollout> LockAsync(Session session, long id, string wish, params RolloutState[] states)
    {
        await session.AnyAsync($"SELECT 1 FROM rollouts WHERE id = {id}{session.Dialect.ForUpdate}").ConfigureAwait(false);
        Rollout rollout = await RolloutReader.FindAsync(session, id).ConfigureAwait(false)
            ?? throw FleetException.NotFound($"There is no rollout {id}.");
        return states.Contains(rollout.State)
            ? rollout
            : throw FleetException.Conflict(
                $"Rollout {id} is {Names<RolloutState>.Of(rollout.State)}; to {wish} it, it must be " +
                $"{string.Join(" or ", states.Select(Names<RolloutState>.Of))}.");
    }

    /// <summary>Offers that no device has taken become scheduled again: from then on none can be.</summary>
    public static Task<int> TakeBackAsync(Session session, long id) => session.ExecuteAsync(
        $"UPDATE actions SET state = 'scheduled' WHERE rollout_id = {id} AND state IN ('offered', 'waiting_confirmation')");

    public static async Task WriteGroupAsync(Session session, long rollout, GroupProgress group) => await session.ExecuteAsync(
        $"""
        UPDATE rollout_groups SET state = {group.State}, began_ms = {group.BeganMs}, soak_until_ms = {group.SoakUntilMs},
            excused_failed = {group.ExcusedFailed}, excused_finished = {group.ExcusedFinished}
        WHERE rollout_id = {rollout} AND ordinal = {group.Ordinal}
        """).ConfigureAwait(false);

    public static async Task WriteStateAsync(Session session, long id, RolloutState state, string? reason)
    {
        SqlText ended = state is RolloutState.Finished or RolloutState.Aborted ? session.Now : SqlText.Trusted("NULL");
        await session.ExecuteAsync(
            $"UPDATE rollouts SET state = {state}, reason = {reason}, ended_ms = {ended} WHERE id = {id}").ConfigureAwait(false);
    }

    public static Task ChangedAsync(Session session, long id) =>
        session.ChangedAsync(ChangeKind.Rollout, id.ToString(CultureInfo.InvariantCulture));

    /// <summary>
    /// Another attempt for actions of a rollout: each is a new action, since a device takes an ended one for done.
    /// </summary>
    /// <param name="session">The connection; the rollout is locked.</param>
    /// <param name="rollout">The rollout.</param>
    /// <param name="which">A condition on rows of actions.</param>
    /// <returns>How many.</returns>
    public static async Task<int> AttemptAgainAsync(Session session, long rollout, SqlText which)
    {
        // First marked, then copied: a device that fails in between waits for the next time.
        List<long> old = await session.ListAsync(
            $"UPDATE actions SET latest = 0 WHERE rollout_id = {rollout} AND latest = 1 AND {which} RETURNING id",
            row => row.Long()).ConfigureAwait(false);
        if (old.Count > 0)
        {
            await session.ExecuteAsync(
                $"""
                INSERT INTO actions (device_id, rollout_id, group_ordinal, position, model_id, model, version, state, forced,
                    confirmation, confirmed, attempt, latest, created_ms, report_count)
                SELECT a.device_id, a.rollout_id, a.group_ordinal, a.position, a.model_id, a.model, a.version, 'scheduled',
                    a.forced,
                    a.confirmation, a.confirmed, a.attempt + 1, 1, {session.Now}, 0
                FROM actions a WHERE a.id IN {session.Dialect.Longs(old)} ORDER BY a.group_ordinal, a.position
                """).ConfigureAwait(false);
        }

        return old.Count;
    }
}
