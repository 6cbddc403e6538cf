using DenseEdge.Fleet.Devices;
using DenseEdge.Fleet.Filters;
using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Rollouts;

/// <summary>Starts a rollout: settles its devices, divides them into groups and schedules an action for each.</summary>
internal static class RolloutStart
{
    private const int RowsPerStatement = 5000;

    public static async Task RunAsync(Session session, Rollout rollout, int pollSeconds)
    {
        List<string> devices = await DevicesAsync(session, rollout, pollSeconds).ConfigureAwait(false);
        IReadOnlyList<(string Name, int Size)> groups = GroupPlan.Sizes(rollout.Settings.Groups, devices.Count);
        for (int i = 0; i < groups.Count; i++)
        {
            await session.ExecuteAsync(
                $"""
                INSERT INTO rollout_groups (rollout_id, ordinal, name, state, excused_failed, excused_finished)
                VALUES ({rollout.Id}, {i}, {groups[i].Name}, 'waiting', 0, 0)
                """).ConfigureAwait(false);
        }

        int[] groupOf = [.. groups.SelectMany((group, ordinal) => Enumerable.Repeat(ordinal, group.Size))];
        var places = GroupPlan.Order(rollout.Id, devices).Select((device, position) => (device, position, groupOf[position]));
        foreach ((string, int, int)[] chunk in places.Chunk(RowsPerStatement))
        {
            await InsertAsync(session, rollout, chunk).ConfigureAwait(false);
        }

        await session.ExecuteAsync(
            $"UPDATE rollouts SET state = 'running', reason = NULL, started_ms = {session.Now} WHERE id = {rollout.Id}")
            .ConfigureAwait(false);
        await RolloutSql.ChangedAsync(session, rollout.Id).ConfigureAwait(false);
    }

    private static async Task<List<string>> DevicesAsync(Session session, Rollout rollout, int pollSeconds)
    {
        SqlText matches = DeviceFilter.Parse(rollout.Filter).Condition(DeviceHealthSql.For(session, pollSeconds));
        List<string> devices = await session.ListAsync(
            $"""
            SELECT d.id FROM devices d
            WHERE {matches} AND NOT (coalesce(d.model, '') = {rollout.Model} AND coalesce(d.version, '') = {rollout.Version})
                AND NOT EXISTS (SELECT 1 FROM pins p
                    WHERE p.device_id = d.id AND p.model = {rollout.Model} AND p.version = {rollout.Version})
            """,
            row => row.Text()).ConfigureAwait(false);
        if (devices.Count > 0)
        {
            return devices;
        }

        long matched = (await session.LongAsync($"SELECT count(*) FROM devices d WHERE {matches}").ConfigureAwait(false))!.Value;
        throw FleetException.Conflict(matched == 0
            ? $"No device matches the filter '{rollout.Filter}'."
            : $"The {matched} devices that match the filter '{rollout.Filter}' all run {rollout.Model} {rollout.Version} or " +
                $"have it pinned after an abort.");
    }

    private static Task<int> InsertAsync(Session session, Rollout rollout, (string Device, int Position, int Group)[] places)
    {
        string json = JsonRows.Write(places, (row, place) =>
        {
            row.WriteString("device", place.Device);
            row.WriteNumber("place", place.Position);
            row.WriteNumber("group_ordinal", place.Group);
        });
        SqlText rows = session.Dialect.Rows(
            json, ("device", SqlType.Text), ("place", SqlType.Integer), ("group_ordinal", SqlType.Integer));
        return session.ExecuteAsync(
            $"""
            INSERT INTO actions (device_id, rollout_id, group_ordinal, position, model_id, model, version, state, forced,
                confirmation,
                confirmed, attempt, latest, created_ms, report_count)
            SELECT v.device, r.id, v.group_ordinal, v.place, r.model_id, r.model, r.version, 'scheduled',
                {rollout.Settings.Forced},
                {rollout.Settings.Confirmation}, 0, 1, 1, {session.Now}, 0
            FROM {rows} v, rollouts r WHERE r.id = {rollout.Id} AND EXISTS (SELECT 1 FROM devices d WHERE d.id = v.device)
            ORDER BY v.place
            """);
    }
}
