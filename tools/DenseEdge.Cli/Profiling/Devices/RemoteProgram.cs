using System.Runtime.InteropServices;
using DenseEdge.Cli.Remote;

namespace DenseEdge.Cli.Profiling.Devices;

/// <summary>This program on another computer: copied there once, under a name that follows from its content.</summary>
internal sealed class RemoteProgram
{
    /// <summary>Where everything lies on the device, relative to the home folder.</summary>
    public const string Root = ".cache/denseedge/device";

    private const string Assembly = "denseedge.dll";

    private RemoteProgram(string runtime, string folder) => Command = $"{runtime} {folder}/{Assembly}";

    /// <summary>The words that start it there.</summary>
    public string Command { get; }

    /// <summary>Puts the program onto a device, unless it is there.</summary>
    /// <param name="connection">The device.</param>
    /// <param name="program">The program's folder; null for this program's own.</param>
    /// <param name="cancellation">Cuts the connection.</param>
    /// <exception cref="DeviceUnreachableException">The connection failed.</exception>
    /// <exception cref="IOException">The device has no .NET runtime, or another processor than the program is for.</exception>
    public static RemoteProgram Install(SshConnection connection, string? program, CancellationToken cancellation)
    {
        string[] found = connection.Require($"uname -m; {RuntimeSearch.Command}", cancellation)
            .Split('\n', StringSplitOptions.TrimEntries);
        string folder = program ?? AppContext.BaseDirectory;
        RequireProcessor(found[0], program);
        if (found.Length < 2 || found[1].Length == 0)
        {
            throw new IOException(
                $"Expected a .NET runtime on the device ({RuntimeSearch.Places}), found none. Install the runtime of .NET 10 "
                + "there.");
        }

        string remote = $"{Root}/bin/{Digest(folder)}";
        if (connection.Require($"test -f {remote}/{Assembly} && echo there || echo missing", cancellation).Trim() == "missing")
        {
            connection.Require($"mkdir -p {Root}/bin && rm -rf {remote}.part", cancellation);
            connection.Send(folder.TrimEnd(Path.DirectorySeparatorChar), $"{remote}.part", cancellation);
            connection.Require($"mv {remote}.part {remote}", cancellation);
        }

        return new RemoteProgram(found[1], remote);
    }

    private static void RequireProcessor(string machine, string? program)
    {
        string here = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "aarch64" : "x86_64";
        if (program is null && machine != here)
        {
            throw new IOException(
                $"Expected a device with a processor like this one ({here}), found {machine}. Publish tools/DenseEdge.Cli for "
                + "the device and name its folder by --program.");
        }
    }

    /// <summary>A name for the content of all files of a folder.</summary>
    private static string Digest(string folder)
    {
        if (!File.Exists(Path.Combine(folder, Assembly)))
        {
            throw new IOException($"Expected a published denseedge in '{folder}', found no {Assembly} in it.");
        }

        return FolderDigest.Of(folder, Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
    }
}
