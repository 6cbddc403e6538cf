using System.Globalization;
using DenseEdge.Fleet.Actions;
using DenseEdge.Fleet.Filters;
using DenseEdge.Fleet.Models;
using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Rollouts;

/// <summary>Rollouts in SQL.</summary>
internal sealed class RolloutStore(StoreContext context) : IRolloutStore
{
    public Task<Rollout> AddAsync(NewRollout rollout, CancellationToken cancellation)
    {
        RolloutSettingsCheck.Check(rollout.Settings);
        DeviceFilter filter = DeviceFilter.Parse(rollout.Filter);
        string name =
            rollout.Name is null ? $"{rollout.Model} {rollout.Version}" : Checks.Text(rollout.Name, "a rollout's name", 128);
        return context.Sql.WriteAsync(
            async session =>
            {
                ModelVersion model = await ModelReader.ReferAsync(session, rollout.Model, rollout.Version).ConfigureAwait(false);
                long id = (await session.LongAsync(
                    $"""
                    INSERT INTO rollouts (name, model_id, model, version, filter, settings, state, created_ms, created_by)
                    VALUES ({name}, {model.Id}, {model.Name}, {model.Version}, {filter.Text},
                        {RolloutJson.Write(rollout.Settings)},
                        'ready', {session.Now}, {rollout.CreatedBy})
                    RETURNING id
                    """).ConfigureAwait(false))!.Value;
                Rollout made = (await RolloutReader.FindAsync(session, id).ConfigureAwait(false))!;
                if (!rollout.Start)
                {
                    await RolloutSql.ChangedAsync(session, id).ConfigureAwait(false);
                    return made;
                }

                await RolloutStart.RunAsync(session, made, context.Options.PollSeconds).ConfigureAwait(false);
                return (await RolloutReader.FindAsync(session, id).ConfigureAwait(false))!;
            },
            cancellation);
    }

    public Task<IReadOnlyList<Rollout>> ListAsync(CancellationToken cancellation) => context.Sql.ReadAsync(
        async session =>
            (IReadOnlyList<Rollout>)await RolloutReader.ListAsync(session, SqlText.Trusted("1 = 1")).ConfigureAwait(false),
        cancellation);

    public Task<Rollout?> FindAsync(long id, CancellationToken cancellation) =>
        context.Sql.ReadAsync(session => RolloutReader.FindAsync(session, id), cancellation);

    public Task<Page<DeviceAction>> ListDevicesAsync(long id, RolloutDeviceQuery query, CancellationToken cancellation) =>
        context.Sql.ReadAsync(
        async session =>
        {
            int limit = Checks.Limit(query.Limit, 1000);
            SqlText inState = query.State is ActionState state ? $"a.state = {state}" : SqlText.Trusted("1 = 1");
            SqlText ofRollout = $"a.rollout_id = {id} AND a.latest = 1 AND {inState}";
            SqlText after = string.IsNullOrEmpty(query.Cursor)
                ? SqlText.Trusted("1 = 1")
                : $"a.position > {PageCursor.ReadNumber(query.Cursor)}";
            List<(DeviceAction Action, long Position)> rows = await session.ListAsync(
                $"""
                SELECT {ActionSql.Columns}, a.position FROM actions a
                WHERE {ofRollout} AND {after} ORDER BY a.position LIMIT {limit + 1}
                """,
                row => (ActionSql.Read(row), row.Long())).ConfigureAwait(false);
            long total =
                (await session.LongAsync($"SELECT count(*) FROM actions a WHERE {ofRollout}").ConfigureAwait(false))!.Value;
            string? next = rows.Count > limit
                ? PageCursor.Write(rows[limit - 1].Position.ToString(CultureInfo.InvariantCulture))
                : null;
            return new Page<DeviceAction>([.. rows.Take(limit).Select(row => row.Action)], next, total);
        },
        cancellation);

    public Task<Rollout> StartAsync(long id, CancellationToken cancellation) => ChangeAsync(
        id, "start", [RolloutState.Ready],
        (session, rollout) => RolloutStart.RunAsync(session, rollout, context.Options.PollSeconds), cancellation);

    public Task<Rollout> PauseAsync(long id, CancellationToken cancellation) => ChangeAsync(
        id, "pause", [RolloutState.Running],
        async (session, rollout) =>
        {
            await RolloutSql.TakeBackAsync(session, rollout.Id).ConfigureAwait(false);
            await RolloutSql.WriteStateAsync(session, rollout.Id, RolloutState.Paused, "paused by hand").ConfigureAwait(false);
        },
        cancellation);

    public Task<Rollout> ResumeAsync(long id, CancellationToken cancellation) => ChangeAsync(
        id, "resume", [RolloutState.Paused],
        async (session, rollout) =>
        {
            foreach (GroupProgress group in await RolloutReader.GroupsAsync(session, rollout.Id).ConfigureAwait(false))
            {
                await RolloutSql.WriteGroupAsync(session, rollout.Id, group with
                {
                    State = group.State == GroupState.Stopped ? GroupState.Running : group.State,
                    ExcusedFailed = group.Counts.Failed,
                    ExcusedFinished = group.Counts.Finished,
                }).ConfigureAwait(false);
            }

            await RunAgainAsync(session, rollout.Id).ConfigureAwait(false);
        },
        cancellation);

    public Task<Rollout> NextAsync(long id, CancellationToken cancellation) => ChangeAsync(
        id, "start the next group of", [RolloutState.Running],
        async (session, rollout) =>
        {
            List<GroupProgress> groups = await RolloutReader.GroupsAsync(session, rollout.Id).ConfigureAwait(false);
            GroupProgress next = groups.Find(group => !group.HasBegun)
                ?? throw FleetException.Conflict($"Rollout {id} has no group left that waits for its turn.");
            long now = await session.NowMsAsync().ConfigureAwait(false);
            foreach (GroupProgress before in groups.Where(group => group.Ordinal < next.Ordinal))
            {
                await RolloutSql.WriteGroupAsync(session, id, before with { State = GroupState.Finished }).ConfigureAwait(false);
            }

            await RolloutSql.WriteGroupAsync(
                session, id, next with { State = GroupState.Running, BeganMs = now }).ConfigureAwait(false);
        },
        cancellation);

    public Task<Rollout> AbortAsync(long id, CancellationToken cancellation) => ChangeAsync(
        id, "abort", [RolloutState.Ready, RolloutState.Running, RolloutState.Paused], RolloutAbort.RunAsync, cancellation);

    public Task<Rollout> RetryAsync(long id, CancellationToken cancellation) => ChangeAsync(
        id, "retry", [RolloutState.Paused, RolloutState.Finished, RolloutState.Aborted], RetryAsync, cancellation);

    public Task<bool> DeleteAsync(long id, CancellationToken cancellation) => context.Sql.WriteAsync(
        async session =>
        {
            if (!await session.AnyAsync($"SELECT 1 FROM rollouts WHERE id = {id}").ConfigureAwait(false))
            {
                return false;
            }

            Rollout rollout = await RolloutSql.LockAsync(
                session, id, "delete", RolloutState.Ready, RolloutState.Finished, RolloutState.Aborted).ConfigureAwait(false);
            if (rollout.Counts.InFlight > 0)
            {
                throw FleetException.Conflict(
                    $"{rollout.Counts.InFlight} devices of rollout {id} are still at work or being canceled: wait for them.");
            }

            await session.ExecuteAsync($"DELETE FROM rollouts WHERE id = {id}").ConfigureAwait(false);
            await RolloutSql.ChangedAsync(session, id).ConfigureAwait(false);
            return true;
        },
        cancellation);

    private static async Task RetryAsync(Session session, Rollout rollout)
    {
        int again = await RolloutSql.AttemptAgainAsync(
            session, rollout.Id, SqlText.Trusted("state IN ('failed', 'canceled')")).ConfigureAwait(false);
        if (again == 0)
        {
            throw FleetException.Conflict(
                $"No device of rollout {rollout.Id} has failed or was canceled: there is nothing to retry.");
        }

        await session.ExecuteAsync(
            $"""
            DELETE FROM pins WHERE model = {rollout.Model} AND version = {rollout.Version}
                AND device_id IN (SELECT a.device_id FROM actions a WHERE a.rollout_id = {rollout.Id})
            """).ConfigureAwait(false);
        foreach (GroupProgress group in await RolloutReader.GroupsAsync(session, rollout.Id).ConfigureAwait(false))
        {
            bool open = group.State is GroupState.Stopped || (group.State == GroupState.Finished && group.Counts.Scheduled > 0);
            await RolloutSql.WriteGroupAsync(session, rollout.Id, group with
            {
                State = !open ? group.State : group.BeganMs is null ? GroupState.Waiting : GroupState.Running,
                ExcusedFailed = 0,
                ExcusedFinished = 0,
            }).ConfigureAwait(false);
        }

        await RunAgainAsync(session, rollout.Id).ConfigureAwait(false);
    }

    private static async Task RunAgainAsync(Session session, long id)
    {
        await RolloutSql.WriteStateAsync(session, id, RolloutState.Running, null).ConfigureAwait(false);
        await session.ExecuteAsync($"UPDATE rollouts SET next_offer_ms = NULL WHERE id = {id}").ConfigureAwait(false);
    }

    private Task<Rollout> ChangeAsync(
        long id, string wish, RolloutState[] states, Func<Session, Rollout, Task> change, CancellationToken cancellation) =>
        context.Sql.WriteAsync(
            async session =>
            {
                Rollout rollout = await RolloutSql.LockAsync(session, id, wish, states).ConfigureAwait(false);
                await change(session, rollout).ConfigureAwait(false);
                await RolloutSql.ChangedAsync(session, id).ConfigureAwait(false);
                return (await RolloutReader.FindAsync(session, id).ConfigureAwait(false))!;
            },
            cancellation);
}
