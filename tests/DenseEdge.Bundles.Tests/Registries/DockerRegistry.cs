using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace DenseEdge.Bundles.Tests.Registries;

/// <summary>Debian's docker-registry on a free port of this machine, with a folder of its own.</summary>
internal sealed class DockerRegistry : IDisposable
{
    private const string Program = "/usr/bin/docker-registry";
    private const string Skopeo = "/usr/bin/skopeo";
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-registry-").FullName;
    private readonly Process _process;

    public DockerRegistry()
    {
        int port = FreePort();
        Host = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");
        string configuration = Path.Combine(_folder, "config.yml");
        File.WriteAllText(configuration, $$"""
            version: 0.1
            log:
              level: error
              accesslog:
                disabled: true
            storage:
              filesystem:
                rootdirectory: {{_folder}}/data
            http:
              addr: {{Host}}

            """);
        _process = Start(Program, "serve", configuration);
        long start = TimeProvider.System.GetTimestamp();
        while (!Listens(port))
        {
            if (TimeProvider.System.GetElapsedTime(start) > StartTime)
            {
                throw new IOException($"Expected docker-registry to listen on {Host}, it doesn't.");
            }
        }
    }

    /// <summary>Whether both programs are there.</summary>
    public static bool IsInstalled => File.Exists(Program) && File.Exists(Skopeo);

    /// <summary>Its address.</summary>
    public string Host { get; }

    /// <summary>Runs skopeo and gives back what it printed.</summary>
    public static string RunSkopeo(params string[] arguments)
    {
        using Process process = Start(Skopeo, ["--insecure-policy", .. arguments]);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"skopeo {string.Join(' ', arguments)}: {errors.Result}");
        return output;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static Process Start(string program, params string[] arguments)
        => Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

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
