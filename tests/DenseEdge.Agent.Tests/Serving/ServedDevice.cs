using DenseEdge.Agent.Health;
using DenseEdge.Agent.Serving;
using DenseEdge.Agent.Tests.Crashing;
using DenseEdge.Agent.Updating;
using DenseEdge.Storage;
using DenseEdge.Transfer;

namespace DenseEdge.Agent.Tests.Serving;

/// <summary>A device with a disk in memory that a server tells what to run. What the server names by version comes from the
/// test's own bundles; everything between the server and the machine is real.</summary>
internal sealed class ServedDevice : IDisposable
{
    private readonly TestBundle[] _bundles;
    private readonly DdiServer _server;
    private readonly HealthMonitor _health;

    /// <summary>Starts a device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="server">The server.</param>
    /// <param name="bundles">The bundles that there are.</param>
    public ServedDevice(Device device, DdiTestServer server, params TestBundle[] bundles)
    {
        Device = device;
        _bundles = bundles;
        ProgressFan progress = new();
        device.Store.Open().Dispose();
        Machine = new UpdateMachine(device.Store, device.Trial, device.Gate, device.Policy, progress);
        _health = new HealthMonitor(device.Disk, device.Store.Paths.Health, crashLimit: 2);
        DdiClient client = new(
            server.Options(), device.Disk, new HttpTransfer(new TransferOptions { Attempts = 1, BackOffBase = TimeSpan.Zero }));
        DeviceAttributes attributes = new(device.Store, _health, "test-bench", null);
        _server = new DdiServer(
            client, server.Options(), device.Store, Source, new AttributeBook(attributes.Read, TimeProvider.System), progress,
            TimeProvider.System);
    }

    public Device Device { get; }

    public UpdateMachine Machine { get; }

    public HealthMonitor Health => _health;

    /// <summary>Answers in place of the source of an assignment.</summary>
    public Func<Assignment, IUpdateSource?> Instead { get; set; } = static _ => null;

    public TimeSpan? Interval => _server.Interval;

    public Task<UpdateResult> PollAsync() => _server.PollAsync(Machine, CancellationToken.None);

    /// <summary>A poll, the health window to its end, and the poll after it.</summary>
    public async Task<UpdateResult> UpdateAsync()
    {
        UpdateResult result = await PollAsync();
        Device.Pass(Machine);
        await PollAsync();
        return result;
    }

    public void Dispose() => _server.Dispose();

    private IUpdateSource Source(Assignment assignment) => Instead(assignment)
        ?? new NamedSource(assignment, _bundles.SingleOrDefault(bundle => bundle.Offer.Version == assignment.Version));

    private sealed class NamedSource(Assignment assignment, TestBundle? bundle) : IUpdateSource
    {
        private readonly TestSource _source = new(bundle);

        public string Name => _source.Name;

        public async Task<UpdateOffer?> CheckAsync(CancellationToken cancellationToken)
            => (await _source.CheckAsync(cancellationToken))! with { ActionId = assignment.ActionId };

        public Task<FetchedModel> FetchAsync(
            UpdateOffer offer, IFileSystem files, string downloads, string staging, IProgress<double>? progress,
            CancellationToken cancellationToken)
            => _source.FetchAsync(offer, files, downloads, staging, progress, cancellationToken);
    }
}
