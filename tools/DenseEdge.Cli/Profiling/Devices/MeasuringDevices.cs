using DenseEdge.Cli.Profiling.Networks;
using DenseEdge.Cli.Remote;
using DenseEdge.Search.Devices;

namespace DenseEdge.Cli.Profiling.Devices;

/// <summary>Finds the device that a user names.</summary>
internal static class MeasuringDevices
{
    /// <summary>What names look like, for help texts.</summary>
    public const string Names = "local, ssh://user@host[:port] or replay:FILE";

    private const string Local = "local";
    private const string Replay = "replay:";
    private const string Ssh = "ssh://";

    /// <summary>Opens a device.</summary>
    /// <param name="name">"local" for this computer; "ssh://user@host:port" for another; "replay:file" for what a device said
    /// before, from measurements.json or device.json.</param>
    /// <param name="options">How.</param>
    /// <exception cref="ArgumentException">The name is none of these.</exception>
    /// <exception cref="IOException">The device can't be reached, or doesn't answer.</exception>
    /// <exception cref="InvalidDataException">The file of a replay is something else.</exception>
    public static IMeasuringDevice Open(string name, DeviceOptions options)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name == Local)
        {
            return new LocalDevice(options);
        }

        if (name.StartsWith(Ssh, StringComparison.Ordinal))
        {
            return new SshDevice(SshAddress.Parse(name), options);
        }

        if (name.StartsWith(Replay, StringComparison.Ordinal))
        {
            string file = name[Replay.Length..];
            return new ReplayDevice(MeasurementRecord.LoadAny(file), file, ModelGenotype.Find);
        }

        throw new ArgumentException($"Expected a device ({Names}), found '{name}'.");
    }
}
