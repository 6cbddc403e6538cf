using DenseEdge.Agent;
using DenseEdge.Agent.Control;
using DenseEdge.Agent.Health;
using DenseEdge.Agent.Serving;
using DenseEdge.Agent.Sources;
using DenseEdge.Agent.Storing;
using DenseEdge.Agent.Trials;
using DenseEdge.Agent.Updating;
using DenseEdge.Bundles.Choosing;
using DenseEdge.Storage;
using DenseEdge.Transfer;
using DenseEdge.Tuf;

namespace DenseEdge.AgentService;

/// <summary>Makes an agent's parts from its configuration.</summary>
internal sealed class AgentSetup
{
    private readonly Lazy<DeviceFacts> _device;

    private AgentSetup(AgentOptions options)
    {
        Options = options;
        Store = new ModelStore(PhysicalFileSystem.Instance, options.Store);
        Gate = new BusyGate(Store.Files, Store.Paths.Busy, TimeProvider.System);
        Health = new HealthMonitor(Store.Files, Store.Paths.Health, options.CrashLimit);
        _device = new Lazy<DeviceFacts>(() => DeviceFactsReader.Read(options.Board));
    }

    public AgentOptions Options { get; }

    public ModelStore Store { get; }

    public ProgressFan Progress { get; } = new();

    public BusyGate Gate { get; }

    public HealthMonitor Health { get; }

    /// <summary>Reads the configuration.</summary>
    /// <param name="path">The file that was named; null for the default one, if there is one.</param>
    /// <param name="store">The store that was named; null for the configuration's.</param>
    /// <param name="pollMinutes">The time between polls that was named; null for the configuration's.</param>
    /// <exception cref="ConfigurationException">It is wrong.</exception>
    public static AgentSetup Read(string? path, string? store = null, double? pollMinutes = null)
    {
        try
        {
            bool hasFile = path is not null || File.Exists(AgentConfiguration.DefaultPath);
            AgentOptions options = hasFile
                ? AgentConfiguration.Read(PhysicalFileSystem.Instance, path ?? AgentConfiguration.DefaultPath)
                : new AgentOptions();
            options.Store = store is null ? options.Store : Path.GetFullPath(store);
            options.PollMinutes = pollMinutes ?? options.PollMinutes;
            return new AgentSetup(options.Validated());
        }
        catch (Exception fault)
            when (fault is IOException or InvalidDataException or ArgumentException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(fault.Message, fault);
        }
    }

    /// <summary>Makes the machine; the store is held.</summary>
    public UpdateMachine Machine() => new(
        Store, new BundleTrial(Store.Files, Options.Trial, TimeProvider.System), Gate, Options.Policy, Progress);

    /// <summary>Makes the source of polls; null if none is configured.</summary>
    public IUpdateSource? PollSource() => Options.Source is { } source
        ? new RepositorySource(
            source, Store, _device.Value, ClockPolicy.WithFloor(), new HttpTransfer(TransferSettings.Of(source)))
        : null;

    /// <summary>Makes the server that says what to run; null if none is configured.</summary>
    public IUpdateServer? Server() => Options.Server is null
        ? null
        : ServerSetup.Make(Options, Store, () => _device.Value, Health, Progress, TimeProvider.System);

    /// <summary>Makes the source of one bundle.</summary>
    /// <exception cref="UpdateException">This device trusts no root.</exception>
    /// <exception cref="ArgumentException">The line names no bundle.</exception>
    public IUpdateSource BundleSource(ControlRequest request)
    {
        string bundle = request.Bundle ?? throw new ArgumentException("Expected the bundle's path in 'bundle', found none.");
        TrustedRoot root = DeviceTrust.Find(Store, request.Root, ClockPolicy.WithFloor(), keep: !request.DryRun);
        return new BundleFileSource(bundle, root, _device.Value, Store);
    }
}
