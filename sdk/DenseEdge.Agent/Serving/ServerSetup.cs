using DenseEdge.Agent.Health;
using DenseEdge.Agent.Sources;
using DenseEdge.Agent.Storing;
using DenseEdge.Bundles.Choosing;
using DenseEdge.Telemetry;
using DenseEdge.Transfer;
using DenseEdge.Tuf;

namespace DenseEdge.Agent.Serving;

/// <summary>Makes a server of the configuration.</summary>
public static class ServerSetup
{
    /// <summary>Makes it; nothing is asked yet.</summary>
    /// <param name="options">The configuration, with a server.</param>
    /// <param name="store">The store.</param>
    /// <param name="device">What this device is, asked when the first bundle comes.</param>
    /// <param name="health">How the apps are.</param>
    /// <param name="progress">Tells what the machine does.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="InvalidDataException">A certificate can't be read.</exception>
    public static IUpdateServer Make(
        AgentOptions options, ModelStore store, Func<DeviceFacts> device, HealthMonitor health, ProgressFan progress,
        TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(health);
        ArgumentNullException.ThrowIfNull(progress);
        ArgumentNullException.ThrowIfNull(time);
        ServerOptions server = options.Server ?? throw new ArgumentException("Expected options with a server, found none.");
        DdiClient client = new(server, store.Files, new HttpTransfer(TransferSettings.Of(server)));
        DeviceAttributes attributes = new(store, health, options.Board, BoardSensors.Open());
        return new DdiServer(
            client, server, store, Source, new AttributeBook(attributes.Read, time), progress, time);

        AssignedSource Source(Assignment assignment) => new(
            assignment, client, store, device(), Repository(),
            () => DeviceTrust.Find(store, null, ClockPolicy.WithFloor()));

        RepositorySource? Repository() => options.Source is { } source
            ? new RepositorySource(
                source, store, device(), ClockPolicy.WithFloor(), new HttpTransfer(TransferSettings.Of(source)))
            : null;
    }
}
