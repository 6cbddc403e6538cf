using System.Globalization;
using DenseEdge.Fleet.Actions;
using DenseEdge.Fleet.Devices;
using DenseEdge.Fleet.Models;
using DenseEdge.Fleet.Rollouts;

namespace DenseEdge.Fleet.Tests.Support;

/// <summary>An empty fleet on a database of its own, with a clock that stands.</summary>
public sealed class TestFleet : IAsyncDisposable
{
    private readonly string? _folder;

    private TestFleet(FleetDatabase store, string connection, string? folder)
    {
        Store = store;
        Connection = connection;
        _folder = folder;
        Engine = new RolloutEngine(store);
    }

    public FleetDatabase Store { get; }

    public RolloutEngine Engine { get; }

    public string Connection { get; }

    public ManualTime Time { get; private init; } = new();

    public static Task<TestFleet> OpenAsync(DatabaseKind kind) => OpenAsync(kind, new FleetLimits());

    public static async Task<TestFleet> OpenAsync(DatabaseKind kind, FleetLimits limits)
    {
        var time = new ManualTime();
        string? folder = kind == DatabaseKind.Sqlite ? ScratchFolder.Create("fleet-sqlite-") : null;
        string connection = folder is null ? await PostgresServer.Shared.CreateAsync() : Path.Combine(folder, "fleet.db");
        FleetDatabase store = await FleetDatabase.OpenAsync(
            new FleetDatabaseOptions { Database = connection, Time = time, UseDatabaseTime = false, Limits = limits });
        return new TestFleet(store, connection, folder) { Time = time };
    }

    /// <summary>Another node on the same database.</summary>
    public Task<FleetDatabase> OpenNodeAsync() => FleetDatabase.OpenAsync(
        new FleetDatabaseOptions { Database = Connection, Time = Time, UseDatabaseTime = false });

    public async Task AddDevicesAsync(int count, string prefix = "cam")
    {
        for (int i = 0; i < count; i++)
        {
            await AddDeviceAsync(prefix + i.ToString("D3", CultureInfo.InvariantCulture));
        }
    }

    public Task<Device> AddDeviceAsync(string id, params (string Name, string Value)[] attributes) => Store.Devices.AddAsync(
        new NewDevice { Id = id, Attributes = attributes.ToDictionary(pair => pair.Name, pair => pair.Value) });

    public Task<ModelVersion> PublishAsync(string version, string name = "scene") => Store.Models.AddAsync(new NewModel
    {
        Name = name,
        Version = version,
        Digest = "sha256:" + name + version,
        Release = 7,
        Artifacts =
        [
            new ModelArtifact(name + ".bundle", 1234, Digest('a', version, 64), Digest('b', version, 40), Digest('c', version, 32)),
        ],
    });

    public async Task<Rollout> StartAsync(RolloutSettings settings, string version = "1.4", string? filter = null)
    {
        await PublishAsync(version);
        return await Store.Rollouts.AddAsync(
            new NewRollout { Model = "scene", Version = version, Filter = filter, Settings = settings, Start = true });
    }

    public async Task<Rollout> TickAsync(long rollout)
    {
        await Engine.TickAsync();
        return (await Store.Rollouts.FindAsync(rollout))!;
    }

    /// <summary>Devices that are offered something by their polls, by name.</summary>
    public async Task<List<DevicePoll>> OffersAsync()
    {
        var offers = new List<DevicePoll>();
        foreach (Device device in (await Store.Devices.ListAsync(new DeviceQuery { Limit = 1000 })).Items)
        {
            DevicePoll poll = (await Store.Devices.PollAsync(device.Id))!;
            if (poll.ActionState is ActionState.Offered)
            {
                offers.Add(poll);
            }
        }

        return offers;
    }

    /// <summary>Lets devices that have offers fetch them and end them.</summary>
    public async Task<int> FinishAsync(int most, ExecutionResult result = ExecutionResult.Success)
    {
        List<DevicePoll> offers = await OffersAsync();
        foreach (DevicePoll offer in offers.Take(most))
        {
            Assert.NotNull(await Store.Actions.StartAsync(offer.Id, offer.ActionId!.Value));
            Assert.Equal(FeedbackOutcome.Accepted, await ReportAsync(offer.Id, offer.ActionId.Value, Execution.Closed, result));
        }

        return Math.Min(most, offers.Count);
    }

    public Task<FeedbackOutcome> ReportAsync(
        string device, long action, Execution execution, ExecutionResult result = ExecutionResult.None, params string[] details) =>
        Store.Actions.ReportAsync(device, action, new NewReport { Execution = execution, Result = result, Details = details });

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static string Digest(char first, string version, int digits) =>
        first + string.Concat(version.Select(letter => ((int)letter).ToString("x2", CultureInfo.InvariantCulture))).PadRight(digits - 1, '0');
}
