using System.IO.Compression;
using System.Text;
using DenseEdge.Fleet.Access;
using DenseEdge.Fleet.Actions;
using DenseEdge.Fleet.Devices;
using DenseEdge.Fleet.Rollouts;
using DenseEdge.Fleet.Tests.Support;

namespace DenseEdge.Fleet.Tests.Backup;

public sealed class DumpTests
{
    public static TheoryData<DatabaseKind, DatabaseKind> Directions => PostgresServer.Missing is null
        ? new()
        {
            { DatabaseKind.Sqlite, DatabaseKind.Sqlite }, { DatabaseKind.Sqlite, DatabaseKind.PostgreSql },
            { DatabaseKind.PostgreSql, DatabaseKind.Sqlite }, { DatabaseKind.PostgreSql, DatabaseKind.PostgreSql },
        }
        : new() { { DatabaseKind.Sqlite, DatabaseKind.Sqlite } };

    [Theory]
    [MemberData(nameof(Directions))]
    public async Task Restore_IntoEither_GivesTheSameFleetAndGoesOn(DatabaseKind from, DatabaseKind to)
    {
        await using TestFleet source = await TestFleet.OpenAsync(from);
        Rollout rollout = await FillAsync(source);
        byte[] dump = await DumpAsync(source);
        await using TestFleet target = await TestFleet.OpenAsync(to);

        await target.Store.RestoreAsync(new MemoryStream(dump), replace: false);

        Assert.Equal(Lines(dump).Skip(1).SkipLast(1), Lines(await DumpAsync(target)).Skip(1).SkipLast(1));
        target.Time.Now = source.Time.Now;
        rollout = await target.TickAsync(rollout.Id);
        Assert.Equal((3, 1, 1), (rollout.Counts.Total, rollout.Counts.Succeeded, rollout.Counts.Started));

        // New rows get new numbers, also where the row with the highest number is gone.
        long newest = (await target.Store.Actions.ListAsync("cam001")).Max(action => action.Id);
        DeviceAction action =
            await target.Store.Actions.AssignAsync(new NewAssignment { Device = "cam001", Model = "scene", Version = "1.4" });
        Assert.True(action.Id > newest && action.Id > 4);
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Restore_OverAFleet_IsRefusedUnlessItReplaces(DatabaseKind kind)
    {
        await using TestFleet source = await TestFleet.OpenAsync(kind);
        await FillAsync(source);
        byte[] dump = await DumpAsync(source);
        await using TestFleet target = await TestFleet.OpenAsync(kind);
        await target.AddDeviceAsync("other");
        long since = await target.Store.Changes.CurrentAsync();

        FleetException fault =
            await Assert.ThrowsAsync<FleetException>(() => target.Store.RestoreAsync(new MemoryStream(dump), replace: false));
        Assert.Equal(FleetFault.Conflict, fault.Fault);
        Assert.NotNull(await target.Store.Devices.FindAsync("other"));

        await target.Store.RestoreAsync(new MemoryStream(dump), replace: true);
        Assert.Null(await target.Store.Devices.FindAsync("other"));
        Assert.Equal(3, await target.Store.Devices.CountAsync(null));
        Assert.Contains((await target.Store.Changes.ReadAsync(since)).Changes, change => change.Id is null);
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Restore_DamagedDump_ChangesNothing(DatabaseKind kind)
    {
        await using TestFleet source = await TestFleet.OpenAsync(kind);
        await FillAsync(source);
        byte[] dump = await DumpAsync(source);
        await using TestFleet target = await TestFleet.OpenAsync(kind);
        await target.AddDeviceAsync("other");
        List<string> lines = Lines(dump);
        int row = lines.FindIndex(line => line.Contains("cam000", StringComparison.Ordinal));
        byte[][] bad =
        [
            Pack([.. lines.Select((line, i) => i == row ? line.Replace("cam000", "cam009", StringComparison.Ordinal) : line)]),
            Pack([.. lines.Select(line => line.Replace("\"night\"", "\"light\"", StringComparison.Ordinal))]),
            Pack([.. lines.Where((_, i) => i != row)]),
            Pack([.. lines.SkipLast(1)]),
            Pack([lines[0].Replace("\"version\":1", "\"version\":2", StringComparison.Ordinal), .. lines.Skip(1)]),
            Pack([lines[0].Replace("\"schema\":1", "\"schema\":99", StringComparison.Ordinal), .. lines.Skip(1)]),
            Pack(["{}"]),
            dump[..(dump.Length / 2)],
            Encoding.UTF8.GetBytes("no dump at all"),
            [],
        ];

        foreach (byte[] content in bad)
        {
            await Assert.ThrowsAsync<InvalidDataException>(
                () => target.Store.RestoreAsync(new MemoryStream(content), replace: true));
            Assert.Equal("other", (await target.Store.Devices.ListAsync(new DeviceQuery())).Items.Single().Id);
        }
    }

    private static async Task<Rollout> FillAsync(TestFleet fleet)
    {
        await fleet.AddDeviceAsync("cam000", ("site", "it's \"here\"\n"), ("denseedge.latency_p95_ms", "1"));
        await fleet.AddDeviceAsync("cam001");
        await fleet.AddDeviceAsync("cam002");
        await fleet.Store.Devices.SetAttributesAsync(
            "cam000", new Dictionary<string, string>
            {
                ["denseedge.latency_p95_ms"] = "0.1",
                ["denseedge.temperature_c"] = "41.30000000000001"
            }, AttributeMode.Merge);
        await fleet.Store.Devices.ChangeAsync("cam001", new DeviceChange { AddTags = ["night"] });
        await fleet.Store.Tokens.AddAsync(new NewToken("root", AccessRole.Admin, "hash"));
        await fleet.Store.Audit.AddAsync(new Fleet.Audit.NewAuditEntry("ann", "test"));
        await fleet.Store.Settings.SetAsync("gateway", "hash2");
        await fleet.Store.Repository.PutAsync("metadata/root.json", "aa", 2, overwrite: false);
        Rollout rollout = await fleet.StartAsync(new RolloutSettings { Rate = new RolloutRate(7), ErrorPercent = 100 });
        for (int i = 0; i < 3; i++)
        {
            await fleet.TickAsync(rollout.Id);
            fleet.Time.Advance(2);
        }

        await fleet.FinishAsync(1);
        fleet.Time.Advance(10);
        await fleet.TickAsync(rollout.Id);
        DevicePoll offer = (await fleet.OffersAsync())[0];
        await fleet.Store.Actions.StartAsync(offer.Id, offer.ActionId!.Value);
        await fleet.AddDeviceAsync("gone");
        await fleet.Store.Actions.AssignAsync(new NewAssignment { Device = "gone", Model = "scene", Version = "1.4" });
        await fleet.Store.Devices.DeleteAsync("gone");
        return rollout;
    }

    private static async Task<byte[]> DumpAsync(TestFleet fleet)
    {
        using var dump = new MemoryStream();
        await fleet.Store.BackupAsync(dump);
        return dump.ToArray();
    }

    /// <summary>A dump's lines; rows of a table are in no order, so they are sorted within it.</summary>
    private static List<string> Lines(byte[] dump)
    {
        using var reader = new StreamReader(new GZipStream(new MemoryStream(dump), CompressionMode.Decompress));
        var lines = new List<string>();
        var rows = new List<string>();
        while (reader.ReadLine() is string line)
        {
            if (line.StartsWith('['))
            {
                rows.Add(line);
                continue;
            }

            lines.AddRange(rows.Order(StringComparer.Ordinal));
            rows.Clear();
            lines.Add(line);
        }

        return lines;
    }

    private static byte[] Pack(List<string> lines)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))));
        }

        return packed.ToArray();
    }
}
