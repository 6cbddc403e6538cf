using DenseEdge.Fleet.Actions;
using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Rollouts;

/// <summary>Reads rollouts with their groups' counts, which are always counted, never kept beside: they can't drift.</summary>
internal static class RolloutReader
{
    public static async Task<Rollout?> FindAsync(Session session, long id) =>
        (await ListAsync(session, $"r.id = {id}").ConfigureAwait(false)).SingleOrDefault();

    /// <param name="session">The connection.</param>
    /// <param name="condition">On a row r of rollouts.</param>
    public static async Task<List<Rollout>> ListAsync(Session session, SqlText condition)
    {
        List<Rollout> rollouts = await session.ListAsync(
            $"""
            SELECT r.id, r.name, r.model, r.version, r.filter, r.settings, r.state, r.reason, r.created_ms, r.created_by,
                r.started_ms, r.ended_ms
            FROM rollouts r WHERE {condition} ORDER BY r.id DESC
            """,
            Read).ConfigureAwait(false);
        SqlText ids = session.Dialect.Longs(rollouts.Select(rollout => rollout.Id));
        ILookup<long, RolloutGroup> groups = (await GroupsAsync(session, ids).ConfigureAwait(false))
            .ToLookup(pair => pair.Rollout, pair => Public(pair.Group));
        return [.. rollouts.Select(rollout => rollout with { Groups = [.. groups[rollout.Id]] })];
    }

    public static async Task<List<GroupProgress>> GroupsAsync(Session session, long rollout) =>
        [.. (await GroupsAsync(session, session.Dialect.Longs([rollout])).ConfigureAwait(false)).Select(pair => pair.Group)];

    private static async Task<List<(long Rollout, GroupProgress Group)>> GroupsAsync(Session session, SqlText ids)
    {
        ILookup<(long, int), (ActionState State, long Count)> counts = (await session.ListAsync(
            $"""
            SELECT rollout_id, group_ordinal, state, count(*) FROM actions WHERE latest = 1 AND rollout_id IN {ids}
            GROUP BY rollout_id, group_ordinal, state
            """,
            row => (Key: (row.Long(), row.Int()), Value: (row.Name<ActionState>(), row.Long()))).ConfigureAwait(false))
            .ToLookup(pair => pair.Key, pair => pair.Value);
        return await session.ListAsync(
            $"""
            SELECT rollout_id, ordinal, name, state, began_ms, soak_until_ms, excused_failed, excused_finished FROM rollout_groups
            WHERE rollout_id IN {ids} ORDER BY rollout_id, ordinal
            """,
            row =>
            {
                (long rollout, int ordinal) = (row.Long(), row.Int());
                return (rollout, new GroupProgress(
                    ordinal, row.Text(), row.Name<GroupState>(), Counts(counts[(rollout, ordinal)]), row.LongOrNull(),
                        row.LongOrNull(),
                    row.Long(), row.Long()));
            }).ConfigureAwait(false);
    }

    private static ActionCounts Counts(IEnumerable<(ActionState State, long Count)> states) => states.Aggregate(
        ActionCounts.None,
        (sum, pair) => pair.State switch
        {
            ActionState.Scheduled => sum with { Scheduled = sum.Scheduled + pair.Count },
            ActionState.Offered or ActionState.WaitingConfirmation => sum with { Offered = sum.Offered + pair.Count },
            ActionState.Started or ActionState.Canceling => sum with { Started = sum.Started + pair.Count },
            ActionState.Succeeded => sum with { Succeeded = sum.Succeeded + pair.Count },
            ActionState.Failed => sum with { Failed = sum.Failed + pair.Count },
            _ => sum with { Canceled = sum.Canceled + pair.Count },
        });

    private static RolloutGroup Public(GroupProgress group) => new()
    {
        Ordinal = group.Ordinal,
        Name = group.Name,
        State = group.State,
        Counts = group.Counts,
        Began = Time(group.BeganMs),
        SoakUntil = Time(group.SoakUntilMs),
    };

    private static DateTimeOffset? Time(long? ms) => ms is long known ? DateTimeOffset.FromUnixTimeMilliseconds(known) : null;

    private static Rollout Read(SqlRow row) => new()
    {
        Id = row.Long(),
        Name = row.Text(),
        Model = row.Text(),
        Version = row.Text(),
        Filter = row.Text(),
        Settings = RolloutJson.Read(row.Text()),
        State = row.Name<RolloutState>(),
        Reason = row.TextOrNull(),
        Created = row.Time(),
        CreatedBy = row.TextOrNull(),
        Started = row.TimeOrNull(),
        Ended = row.TimeOrNull(),
    };
}
