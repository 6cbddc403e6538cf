using DenseEdge.Fleet.Actions;
using DenseEdge.Fleet.Changes;
using DenseEdge.Fleet.Filters;
using DenseEdge.Fleet.Measurements;
using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Devices;

/// <summary>Devices in SQL.</summary>
internal sealed class DeviceStore(StoreContext context) : IDeviceStore
{
    private const int MostPollSeconds = 86_400;

    private int PollSeconds => context.Options.PollSeconds;

    public Task<Device> AddAsync(NewDevice device, CancellationToken cancellation) => context.Sql.WriteAsync(
        async session =>
        {
            if (!await InsertAsync(session, device).ConfigureAwait(false))
            {
                throw FleetException.Conflict($"There is a device '{device.Id}' already.");
            }

            return (await DeviceReader.FindAsync(session, PollSeconds, device.Id).ConfigureAwait(false))!;
        },
        cancellation);

    public Task<bool> TryAddAsync(NewDevice device, CancellationToken cancellation) =>
        context.Sql.WriteAsync(session => InsertAsync(session, device), cancellation);

    public Task<Device?> FindAsync(string id, CancellationToken cancellation) =>
        context.Sql.ReadAsync(session => DeviceReader.FindAsync(session, PollSeconds, id), cancellation);

    public Task<Page<Device>> ListAsync(DeviceQuery query, CancellationToken cancellation) => context.Sql.ReadAsync(
        async session =>
        {
            int limit = Checks.Limit(query.Limit, 1000);
            DeviceHealthSql health = DeviceHealthSql.For(session, PollSeconds);
            DeviceSort sort = DeviceSort.Parse(query.Sort, health);
            SqlText matches = DeviceFilter.Parse(query.Filter).Condition(health);
            List<(Device Device, string Key)> rows = await session.ListAsync(
                $"""
                SELECT {DeviceReader.Columns(health)}, {sort.Key} FROM devices d WHERE {matches} AND {sort.After(query.Cursor)}
                ORDER BY {sort.OrderBy} LIMIT {limit + 1}
                """,
                row => (DeviceReader.Read(row), sort.ReadKey(row))).ConfigureAwait(false);
            long total =
                (await session.LongAsync($"SELECT count(*) FROM devices d WHERE {matches}").ConfigureAwait(false))!.Value;
            string? next = rows.Count > limit ? DeviceSort.Cursor(rows[limit - 1].Key, rows[limit - 1].Device.Id) : null;
            List<Device> page = await DeviceReader.WithListsAsync(
                session, [.. rows.Take(limit).Select(row => row.Device)]).ConfigureAwait(false);
            return new Page<Device>(page, next, total);
        },
        cancellation);

    public Task<long> CountAsync(string? filter, CancellationToken cancellation) => context.Sql.ReadAsync(
        async session =>
        {
            SqlText matches = DeviceFilter.Parse(filter).Condition(DeviceHealthSql.For(session, PollSeconds));
            return (await session.LongAsync($"SELECT count(*) FROM devices d WHERE {matches}").ConfigureAwait(false))!.Value;
        },
        cancellation);

    public Task<DeviceTotals> TotalsAsync(CancellationToken cancellation) => context.Sql.ReadAsync(
        async session =>
        {
            List<(DeviceState State, long Count)> states = await session.ListAsync(
                $"SELECT d.state, count(*) FROM devices d GROUP BY d.state",
                row => (row.Name<DeviceState>(), row.Long())).ConfigureAwait(false);
            SqlText health = DeviceHealthSql.For(session, PollSeconds).Column;
            List<(DeviceHealth Health, long Count)> healths = await session.ListAsync(
                $"SELECT h.health, count(*) FROM (SELECT {health} AS health FROM devices d) h GROUP BY h.health",
                row => (row.Name<DeviceHealth>(), row.Long())).ConfigureAwait(false);
            List<VersionTotal> versions = await session.ListAsync(
                $"""
                SELECT d.model, d.version, count(*) FROM devices d WHERE d.model IS NOT NULL AND d.version IS NOT NULL
                GROUP BY d.model, d.version ORDER BY d.model, d.version
                """,
                row => new VersionTotal(row.Text(), row.Text(), row.Long())).ConfigureAwait(false);
            return new DeviceTotals(
                states.Sum(pair => pair.Count), states.ToDictionary(pair => pair.State, pair => pair.Count),
                healths.ToDictionary(pair => pair.Health, pair => pair.Count), versions);
        },
        cancellation);

    public Task<Device> ChangeAsync(string id, DeviceChange change, CancellationToken cancellation) => context.Sql.WriteAsync(
        async session =>
        {
            await DeviceLock.TakeAsync(session, id).ConfigureAwait(false);
            await ChangeRowAsync(session, id, change).ConfigureAwait(false);
            await AttributeWriter.RemoveTagsAsync(session, id, change.RemoveTags).ConfigureAwait(false);
            await AttributeWriter.AddTagsAsync(session, id, change.AddTags).ConfigureAwait(false);
            await ChangeAttributesAsync(session, id, change).ConfigureAwait(false);
            await session.ChangedAsync(ChangeKind.Device, id).ConfigureAwait(false);
            return (await DeviceReader.FindAsync(session, PollSeconds, id).ConfigureAwait(false))!;
        },
        cancellation);

    public Task SetTokenAsync(string id, string? tokenHash, CancellationToken cancellation) =>
        UpdateAsync(id, $"UPDATE devices SET token_hash = {tokenHash} WHERE id = {id}", cancellation);

    public Task RequestAttributesAsync(string id, CancellationToken cancellation) =>
        UpdateAsync(id, $"UPDATE devices SET wants_attributes = 1 WHERE id = {id}", cancellation);

    public Task<bool> DeleteAsync(string id, CancellationToken cancellation) => context.Sql.WriteAsync(
        async session =>
        {
            bool found = await session.ExecuteAsync($"DELETE FROM devices WHERE id = {id}").ConfigureAwait(false) == 1;
            if (found)
            {
                await session.ChangedAsync(ChangeKind.Device, id).ConfigureAwait(false);
            }

            return found;
        },
        cancellation);

    public Task<DevicePoll?> PollAsync(string id, CancellationToken cancellation) => context.Sql.ReadAsync(
        session => session.FindAsync(
            $"""
            SELECT d.token_hash, d.poll_seconds, d.wants_attributes, d.auto_confirm, d.installed_action, a.id, a.state
            FROM devices d LEFT JOIN actions a ON a.id =
                (SELECT min(o.id) FROM actions o WHERE o.device_id = d.id AND o.state IN ({ActionSql.Open}))
            WHERE d.id = {id}
            """,
            row => new DevicePoll
            {
                Id = id,
                TokenHash = row.TextOrNull(),
                PollSeconds = row.IntOrNull(),
                WantsAttributes = row.Bool(),
                AutoConfirm = row.Bool(),
                InstalledActionId = row.LongOrNull(),
                ActionId = row.LongOrNull(),
                ActionState = row.NameOrNull<ActionState>(),
            }),
        cancellation);

    public async Task SeenAsync(IReadOnlyCollection<PollSighting> sightings, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sightings);
        if (sightings.Count == 0)
        {
            return;
        }

        (string, SqlType)[] columns = [("id", SqlType.Text), ("time_ms", SqlType.Integer), ("address", SqlType.Text)];
        string json = JsonRows.Write(sightings, (row, sighting) =>
        {
            row.WriteString("id", sighting.Id);
            row.WriteNumber("time_ms", sighting.Time.ToUnixTimeMilliseconds());
            row.WriteString("address", sighting.Address);
        });
        await context.Sql.WriteAsync(
            async session =>
            {
                await DeviceLock.TakeManyAsync(session, sightings.Select(sighting => sighting.Id)).ConfigureAwait(false);
                await session.ExecuteAsync(
                    $"""
                    UPDATE devices AS d SET last_poll_ms = v.time_ms, address = coalesce(v.address, d.address),
                        state = CASE WHEN d.state = 'unknown' THEN 'registered' ELSE d.state END
                    FROM {session.Dialect.Rows(json, columns)} v
                    WHERE d.id = v.id AND (d.last_poll_ms IS NULL OR d.last_poll_ms < v.time_ms)
                    """).ConfigureAwait(false);
            },
            cancellation).ConfigureAwait(false);
    }

    public Task SetAttributesAsync(
        string id, IReadOnlyDictionary<string, string> attributes, AttributeMode mode, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        AttributeWriter.Check(attributes, context.Limits);
        return context.Sql.WriteAsync(
            async session =>
            {
                await DeviceLock.TakeAsync(session, id).ConfigureAwait(false);
                if (mode == AttributeMode.Remove)
                {
                    await AttributeWriter.RemoveAsync(session, id, attributes.Keys).ConfigureAwait(false);
                    await new DeviceFacts().WriteAsync(session, id).ConfigureAwait(false);
                }
                else
                {
                    await ReplaceAsync(session, id, attributes, mode).ConfigureAwait(false);
                }

                await session.ChangedAsync(ChangeKind.Device, id).ConfigureAwait(false);
            },
            cancellation);
    }

    public Task SetAutoConfirmAsync(string id, bool autoConfirm, CancellationToken cancellation) => context.Sql.WriteAsync(
        async session =>
        {
            await DeviceLock.TakeAsync(session, id).ConfigureAwait(false);
            await session.ExecuteAsync($"UPDATE devices SET auto_confirm = {autoConfirm} WHERE id = {id}").ConfigureAwait(false);
            if (autoConfirm)
            {
                await session.ExecuteAsync(
                    $"""
                    UPDATE actions SET state = 'offered', confirmed = 1, offered_ms = {session.Now}
                    WHERE device_id = {id} AND state = 'waiting_confirmation'
                    """).ConfigureAwait(false);
            }

            await session.ChangedAsync(ChangeKind.Device, id).ConfigureAwait(false);
        },
        cancellation);

    public Task<bool> UnpinAsync(string id, string model, string version, CancellationToken cancellation) =>
        context.Sql.WriteAsync(
        async session =>
        {
            bool found = await session.ExecuteAsync(
                $"DELETE FROM pins WHERE device_id = {id} AND model = {model} AND version = {version}").ConfigureAwait(false) > 0;
            if (found)
            {
                await session.ChangedAsync(ChangeKind.Device, id).ConfigureAwait(false);
            }

            return found;
        },
        cancellation);

    private static async Task ChangeRowAsync(Session session, string id, DeviceChange change)
    {
        if (change.Name is not null)
        {
            string name = Checks.Text(change.Name, "a device's name", 128);
            await session.ExecuteAsync($"UPDATE devices SET name = {name} WHERE id = {id}").ConfigureAwait(false);
        }

        if (change.PollSeconds is int seconds)
        {
            if (seconds is < 0 or > MostPollSeconds)
            {
                throw FleetException.Invalid(
                    $"Expected a poll interval from 1 to {MostPollSeconds} seconds, or 0 for the server's; found {seconds}.");
            }

            int? own = seconds == 0 ? null : seconds;
            await session.ExecuteAsync($"UPDATE devices SET poll_seconds = {own} WHERE id = {id}").ConfigureAwait(false);
        }
    }

    private async Task ChangeAttributesAsync(Session session, string id, DeviceChange change)
    {
        if (change.Attributes is null)
        {
            return;
        }

        Dictionary<string, string> set =
            change.Attributes.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!);
        AttributeWriter.Check(set, context.Limits);
        await AttributeWriter.RemoveAsync(
            session, id, change.Attributes.Where(pair => pair.Value is null).Select(pair => pair.Key)).ConfigureAwait(false);
        await AttributeWriter.SetAsync(session, id, set, context.Limits).ConfigureAwait(false);
        string? board = DeviceFacts.From(set).Board;
        await session.ExecuteAsync($"UPDATE devices SET board = coalesce({board}, board) WHERE id = {id}").ConfigureAwait(false);
    }

    private async Task ReplaceAsync(
        Session session, string id, IReadOnlyDictionary<string, string> attributes, AttributeMode mode)
    {
        if (mode == AttributeMode.Replace)
        {
            await session.ExecuteAsync($"DELETE FROM device_attributes WHERE device_id = {id}").ConfigureAwait(false);
        }

        await AttributeWriter.SetAsync(session, id, attributes, context.Limits).ConfigureAwait(false);
        DeviceFacts facts = DeviceFacts.From(attributes);
        await facts.WriteAsync(session, id).ConfigureAwait(false);
        if (facts.HasMeasurement)
        {
            await MeasurementWriter.WriteAsync(session, id, facts, context.Limits).ConfigureAwait(false);
        }
    }

    private Task UpdateAsync(string id, SqlText update, CancellationToken cancellation) => context.Sql.WriteAsync(
        async session =>
        {
            if (await session.ExecuteAsync(update).ConfigureAwait(false) == 0)
            {
                throw DeviceLock.Missing(id);
            }

            await session.ChangedAsync(ChangeKind.Device, id).ConfigureAwait(false);
        },
        cancellation);

    private async Task<bool> InsertAsync(Session session, NewDevice device)
    {
        string id = Checks.DeviceId(device.Id);
        string name = device.Name is null ? id : Checks.Text(device.Name, "a device's name", 128);
        AttributeWriter.Check(device.Attributes, context.Limits);
        DeviceFacts facts = DeviceFacts.From(device.Attributes);
        int rows = await session.ExecuteAsync(
            $"""
            INSERT INTO devices (id, name, token_hash, board, state, health, first_seen_ms, wants_attributes, auto_confirm)
            VALUES ({id}, {name}, {device.TokenHash}, {facts.Board}, 'unknown', 'unknown', {session.Now}, 1, 0)
            ON CONFLICT (id) DO NOTHING
            """).ConfigureAwait(false);
        if (rows == 0)
        {
            return false;
        }

        await AttributeWriter.AddTagsAsync(session, id, device.Tags).ConfigureAwait(false);
        await AttributeWriter.SetAsync(session, id, device.Attributes, context.Limits).ConfigureAwait(false);
        await session.ChangedAsync(ChangeKind.Device, id).ConfigureAwait(false);
        return true;
    }
}
