using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Devices;

/// <summary>Reads whole devices.</summary>
internal static class DeviceReader
{
    public static SqlText Columns(DeviceHealthSql health) =>
        $"""
        d.id, d.name, d.board, d.state, {health.Column}, d.model, d.version, d.digest, d.assigned_model, d.assigned_version,
        d.first_seen_ms, d.last_poll_ms, d.poll_seconds, d.latency_p50_ms, d.latency_p95_ms, d.temperature_c,
        d.address, d.auto_confirm
        """;

    public static Device Read(SqlRow row) => new()
    {
        Id = row.Text(),
        Name = row.Text(),
        Board = row.TextOrNull(),
        State = row.Name<DeviceState>(),
        Health = row.Name<DeviceHealth>(),
        Model = row.TextOrNull(),
        Version = row.TextOrNull(),
        Digest = row.TextOrNull(),
        AssignedModel = row.TextOrNull(),
        AssignedVersion = row.TextOrNull(),
        FirstSeen = row.Time(),
        LastPoll = row.TimeOrNull(),
        PollSeconds = row.IntOrNull(),
        LatencyP50Ms = row.RealOrNull(),
        LatencyP95Ms = row.RealOrNull(),
        TemperatureC = row.RealOrNull(),
        Address = row.TextOrNull(),
        AutoConfirm = row.Bool(),
    };

    public static async Task<Device?> FindAsync(Session session, int pollSeconds, string id)
    {
        DeviceHealthSql health = DeviceHealthSql.For(session, pollSeconds);
        List<Device> found =
            await session.ListAsync($"SELECT {Columns(health)} FROM devices d WHERE d.id = {id}", Read).ConfigureAwait(false);
        return (await WithListsAsync(session, found).ConfigureAwait(false)).SingleOrDefault();
    }

    /// <summary>Adds tags, attributes and pins: three statements for however many devices.</summary>
    public static async Task<List<Device>> WithListsAsync(Session session, List<Device> devices)
    {
        if (devices.Count == 0)
        {
            return devices;
        }

        SqlText ids = session.Dialect.Texts(devices.Select(device => device.Id));
        ILookup<string, string> tags = (await session.ListAsync(
            $"SELECT device_id, tag FROM device_tags WHERE device_id IN {ids} ORDER BY device_id, tag",
            row => (Id: row.Text(), Tag: row.Text())).ConfigureAwait(false)).ToLookup(row => row.Id, row => row.Tag);
        ILookup<string, string> pins = (await session.ListAsync(
            $"SELECT device_id, model, version FROM pins WHERE device_id IN {ids} ORDER BY device_id, model, version",
            row => (Id: row.Text(), Pin: $"{row.Text()} {row.Text()}")).ConfigureAwait(false)).ToLookup(
                row => row.Id, row => row.Pin);
        ILookup<string, (string Name, string Value)> attributes = (await session.ListAsync(
            $"SELECT device_id, name, value FROM device_attributes WHERE device_id IN {ids} ORDER BY device_id, name",
            row => (Id: row.Text(), Name: row.Text(), Value: row.Text())).ConfigureAwait(false))
            .ToLookup(row => row.Id, row => (row.Name, row.Value));
        return
        [
            .. devices.Select(device => device with
            {
                Tags = [.. tags[device.Id]],
                Pinned = [.. pins[device.Id]],
                Attributes = attributes[device.Id].ToDictionary(pair => pair.Name, pair => pair.Value),
            }),
        ];
    }
}
