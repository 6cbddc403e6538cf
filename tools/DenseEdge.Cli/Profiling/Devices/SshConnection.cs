using System.Globalization;
using DenseEdge.Cli.Remote;
using DenseEdge.Search.Devices;

namespace DenseEdge.Cli.Profiling.Devices;

/// <summary>Runs commands on another computer and copies files, with the system's own ssh and scp: its keys, its known hosts, its
/// configuration.</summary>
/// <param name="address">The computer.</param>
/// <param name="options">Words for ssh and scp.</param>
internal sealed class SshConnection(SshAddress address, string options)
{
    /// <summary>What ssh ends with when it is ssh that failed, and not the command.</summary>
    public const int ConnectionFailed = 255;

    // No question can be answered here, and a cut connection has to be noticed within a minute.
    private static readonly string[] Always =
    [
        "-o", "BatchMode=yes", "-o", "ConnectTimeout=15", "-o", "ServerAliveInterval=15", "-o", "ServerAliveCountMax=3",
    ];

    /// <summary>Runs a command.</summary>
    /// <param name="command">A line for the shell there.</param>
    /// <param name="progress">Gets the progress lines of its output.</param>
    /// <param name="cancellation">Cuts the connection.</param>
    public ProcessResult Run(string command, IProgress<MeasurementProgress>? progress, CancellationToken cancellation)
        => AgentProcess.Run(
            ["ssh", .. Always, .. Words.Split(options), .. Port("-p"), address.Target, command], progress, cancellation);

    /// <summary>Runs a command that has to succeed.</summary>
    /// <param name="command">A line for the shell there.</param>
    /// <param name="cancellation">Cuts the connection.</param>
    /// <returns>Its output.</returns>
    /// <exception cref="DeviceUnreachableException">The connection failed.</exception>
    /// <exception cref="IOException">The command failed.</exception>
    public string Require(string command, CancellationToken cancellation)
    {
        ProcessResult result = Run(command, null, cancellation);
        return Checked(result, $"'{command}'").Output;
    }

    /// <summary>Copies a file or a folder to the computer.</summary>
    /// <param name="from">Here.</param>
    /// <param name="to">There, relative to the home folder.</param>
    /// <param name="cancellation">Cuts the connection.</param>
    /// <exception cref="DeviceUnreachableException">The copy failed.</exception>
    public void Send(string from, string to, CancellationToken cancellation) => Copy(from, $"{address.Target}:{to}", cancellation);

    /// <summary>Copies a file from the computer.</summary>
    /// <param name="from">There, relative to the home folder.</param>
    /// <param name="to">Here; it appears as a whole.</param>
    /// <param name="cancellation">Cuts the connection.</param>
    /// <exception cref="DeviceUnreachableException">The copy failed.</exception>
    public void Fetch(string from, string to, CancellationToken cancellation)
    {
        string partial = $"{to}.part";
        Copy($"{address.Target}:{from}", partial, cancellation);
        File.Move(partial, to, overwrite: true);
    }

    /// <summary>Tells a failed connection from a failed command.</summary>
    /// <param name="result">How ssh ended.</param>
    /// <param name="what">What was run.</param>
    /// <exception cref="DeviceUnreachableException">The connection failed.</exception>
    /// <exception cref="IOException">The command failed.</exception>
    public ProcessResult Checked(ProcessResult result, string what) => result.ExitCode switch
    {
        0 => result,
        ConnectionFailed => throw new DeviceUnreachableException($"{address}: the connection failed: {result.Errors}"),
        _ => throw new IOException($"{address}: {what} ended with code {result.ExitCode}: {result.Errors}{result.Output}"),
    };

    private void Copy(string from, string to, CancellationToken cancellation)
    {
        ProcessResult result = AgentProcess.Run(
            ["scp", "-q", "-r", .. Always, .. Words.Split(options), .. Port("-P"), from, to], null, cancellation);
        if (result.ExitCode != 0)
        {
            throw new DeviceUnreachableException($"{address}: copying '{from}' to '{to}' failed: {result.Errors}");
        }
    }

    private string[] Port(string option) => address.Port is { } port ? [option, port.ToString(CultureInfo.InvariantCulture)] : [];
}
