using DenseEdge.Agent.Health;
using DenseEdge.Agent.Serving;
using DenseEdge.Agent.Sources;
using DenseEdge.Agent.Storing;
using DenseEdge.Agent.Trials;
using DenseEdge.Agent.Updating;
using DenseEdge.Bundles.Choosing;
using DenseEdge.Bundles.Tests;
using DenseEdge.Sdk;
using DenseEdge.Storage;
using DenseEdge.Transfer;
using DenseEdge.Tuf;
using DenseEdge.Tuf.Tests.Support;

namespace DenseEdge.Agent.Tests.EndToEnd;

/// <summary>A device with every real part: a store on a disk, the trial, the gate, the sources. Without a health window, so that
/// an update is over when it is committed.</summary>
internal sealed class RealDevice : IDisposable
{
    public const string Board = "test-bench";

    private readonly TemporaryFolder _folder = new();
    private readonly IDisposable _held;
    private readonly DeviceFacts _facts = new()
    {
        Runtimes = [new RuntimeFact(ExecutionProvider.Cpu, "1.20.0")],
        BoardNames = [Board],
    };

    /// <summary>Makes a device that trusts a publisher.</summary>
    public RealDevice(ScenePublisher publisher)
    {
        Store = new ModelStore(PhysicalFileSystem.Instance, _folder.At("store"));
        _held = Store.Open();
        File.WriteAllBytes(Store.Paths.TrustedRoot, publisher.Root);
        Machine = new UpdateMachine(
            Store,
            new BundleTrial(Store.Files, new TrialOptions { Threads = 1 }, TimeProvider.System),
            new BusyGate(Store.Files, Store.Paths.Busy, TimeProvider.System),
            new UpdatePolicy { HealthWindow = TimeSpan.Zero });
    }

    public ModelStore Store { get; }

    public UpdateMachine Machine { get; }

    /// <summary>What the device's clock shows.</summary>
    public ManualTime Clock { get; } = new() { Now = TimeProvider.System.GetUtcNow() };

    public void Dispose()
    {
        _held.Dispose();
        _folder.Dispose();
    }

    /// <summary>Installs a bundle file, as an operator does.</summary>
    public Task<UpdateResult> ApplyAsync(string bundle, UpdateRequest? request = null)
    {
        TrustedRoot root = DeviceTrust.Find(Store, null, ClockPolicy.Trusting(Clock));
        return Machine.RunOnceAsync(
            new BundleFileSource(bundle, root, _facts, Store), request ?? UpdateRequest.Operator);
    }

    /// <summary>Polls a repository once. A download that gets no further is given up at once.</summary>
    /// <param name="repository">Its folder or address.</param>
    /// <param name="registry">Where the blobs are; null for beside the repository.</param>
    public async Task<UpdateResult> PollAsync(string repository, string? registry = null)
    {
        SourceOptions options = new()
        {
            Repository = repository,
            Model = SceneRelease.Name,
            Registry = registry,
            PlainHttp = true,
        };
        return await PollAsync(options);
    }

    /// <summary>Polls a repository once, over the network that the options describe.</summary>
    public async Task<UpdateResult> PollAsync(SourceOptions options)
    {
        HttpTransfer transfer = new(TransferSettings.Of(options) with { Attempts = 1, BackOffBase = TimeSpan.Zero });
        using RepositorySource source = new(options, Store, _facts, ClockPolicy.Trusting(Clock), transfer);
        return await Machine.RunOnceAsync(source);
    }

    /// <summary>A server that says what this device shall run.</summary>
    /// <param name="server">The server.</param>
    /// <param name="repository">The signed repository that has the last word; null for none.</param>
    public IUpdateServer Server(ServerOptions server, string? repository = null)
    {
        AgentOptions options = new()
        {
            Server = server,
            Source = repository is null ? null : new SourceOptions { Repository = repository, Model = SceneRelease.Name },
            Board = Board,
        };
        return ServerSetup.Make(
            options, Store, () => _facts, new HealthMonitor(Store.Files, Store.Paths.Health, options.CrashLimit),
            new ProgressFan(), TimeProvider.System);
    }

    /// <summary>Checks that a release is what an app computes with, see <see cref="ActiveScene.AssertRuns"/>.</summary>
    public void AssertRuns(SceneRelease active, SceneRelease? before = null) => ActiveScene.AssertRuns(Store, active, before);
}
