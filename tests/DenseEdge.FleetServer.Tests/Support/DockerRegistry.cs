using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace DenseEdge.FleetServer.Tests.Support;

/// <summary>Debian's docker-registry on a free port of this machine, with a folder of its own.</summary>
internal sealed class DockerRegistry : IDisposable
{
    public const string Program = "/usr/bin/docker-registry";
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-registry-").FullName;
    private readonly Process _process;

    public DockerRegistry()
    {
        int port = FreePort();
        Host = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");
        string configuration = Path.Combine(_folder, "config.yml");
        File.WriteAllText(configuration, $"""
            version: 0.1
            log:
              level: error
            storage:
              filesystem:
                rootdirectory: {_folder}/data
            http:
              addr: {Host}

            """);
        _process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"exec {Program} serve {configuration} >/dev/null 2>&1"]))!;
        long start = TimeProvider.System.GetTimestamp();
        while (!Listens(port))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < StartTime, $"docker-registry does not listen on {Host}.");
        }
    }

    /// <summary>Its address.</summary>
    public string Host { get; }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static bool Listens(int port)
    {
        using TcpClient client = new();
        try
        {
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
