using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace DenseEdge.FleetServer.Tests.Support;

/// <summary>Debian's PostgreSQL on a free port of this machine, with a folder of its own. It doesn't run as root: root hands the
/// folder to the user postgres.</summary>
internal sealed class PostgresServer : IDisposable
{
    private const string Root = "/usr/lib/postgresql";
    private const string User = "postgres";

    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-postgres-").FullName;
    private readonly string _control;

    private PostgresServer(string binaries)
    {
        _control = Path.Combine(binaries, "pg_ctl");
        string data = Path.Combine(_folder, "data");
        if (IsRoot)
        {
            Run("/usr/bin/chown", User, _folder);
        }

        RunAsUser(
            Path.Combine(binaries, "initdb"), "--pgdata=" + data, "--username=fleet", "--auth=trust", "--no-sync", "--encoding=UTF8");
        int port = FreePort();
        string options = string.Create(
            CultureInfo.InvariantCulture, $"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={_folder} -c fsync=off");
        RunAsUser(_control, "start", "--wait", "--pgdata=" + data, "--log=" + Path.Combine(_folder, "log"), "--options=" + options);
        ConnectionString = string.Create(
            CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Username=fleet;Database=postgres;Pooling=true");
    }

    public static bool IsInstalled => Binaries is not null;

    public string ConnectionString { get; }

    private static bool IsRoot => Environment.UserName == "root";

    private static string? Binaries => Directory.Exists(Root)
        ? Directory.GetDirectories(Root).Select(version => Path.Combine(version, "bin"))
            .FirstOrDefault(binaries => File.Exists(Path.Combine(binaries, "initdb")))
        : null;

    public static PostgresServer Start() => new(Binaries!);

    public void Dispose()
    {
        RunAsUser(_control, "stop", "--mode=immediate", "--pgdata=" + Path.Combine(_folder, "data"));
        Directory.Delete(_folder, recursive: true);
    }

    private static void RunAsUser(string program, params string[] arguments)
    {
        if (IsRoot)
        {
            Run("/usr/sbin/runuser", ["-u", User, "--", program, .. arguments]);
        }
        else
        {
            Run(program, arguments);
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        // Its output goes nowhere: a server that stays would hold a pipe open for ever.
        using Process process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>&1", "sh", program, .. arguments])
        {
            WorkingDirectory = "/",
        })!;
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {process.ExitCode}");
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
