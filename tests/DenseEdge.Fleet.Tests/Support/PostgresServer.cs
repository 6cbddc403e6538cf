using System.Diagnostics;
using System.Globalization;

namespace DenseEdge.Fleet.Tests.Support;

/// <summary>
/// A real PostgreSQL in a folder of its own, reached through a unix socket only, run by a user without privileges.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    private static readonly Lazy<PostgresServer> OfThisRun = new(() => new PostgresServer(durable: false));
    private static int _databases;

    private readonly string _folder = Directory.CreateTempSubdirectory("fleet-pg-").FullName;
    private readonly bool _durable;

    /// <param name="durable">Whether it waits for the disk, as crash tests need.</param>
    public PostgresServer(bool durable)
    {
        _durable = durable;
        if (Environment.UserName == "root")
        {
            Run("chown", User, _folder);
        }

        RunAsUser("initdb", "--pgdata", Data, "--auth", "trust", "--username", "fleet", "--encoding", "UTF8", "--locale", "C",
            "--no-sync");
        Watch();
        Start();
    }

    /// <summary>The one that all tests share; it doesn't wait for the disk.</summary>
    public static PostgresServer Shared => OfThisRun.Value;

    /// <summary>Why there is none here; null if there is.</summary>
    public static string? Missing { get; } =
        Find("initdb") is null || Find(
            "pg_ctl") is null ? "PostgreSQL's initdb and pg_ctl aren't on the PATH (Debian: postgresql)." : null;

    private static string User => "postgres";

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Makes an empty database.</summary>
    /// <returns>Its connection text.</returns>
    public async Task<string> CreateAsync()
    {
        string name = "fleet" + Interlocked.Increment(ref _databases).ToString(CultureInfo.InvariantCulture);
        await using var source = Npgsql.NpgsqlDataSource.Create(Connection("postgres") + ";Pooling=false");
        await using Npgsql.NpgsqlCommand command = source.CreateCommand($"CREATE DATABASE {name}");
        await command.ExecuteNonQueryAsync();
        return Connection(name);
    }

    public void Start() => RunAsUser(
        "pg_ctl", "--pgdata", Data, "--log", Path.Combine(_folder, "log"), "--wait", "--options",
        $"-c fsync={(_durable ? "on" : "off")} -c synchronous_commit={(_durable ? "on" : "off")} -c listen_addresses='' " +
        $"-c unix_socket_directories='{_folder}' -c max_connections=80 -c shared_buffers=64MB -c deadlock_timeout=100ms",
            "start");

    /// <summary>Stops it as a power cut would: no checkpoint, all connections lost.</summary>
    public void Crash() => RunAsUser("pg_ctl", "--pgdata", Data, "--mode", "immediate", "--wait", "stop");

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            if (File.Exists(Path.Combine(Data, "postmaster.pid")))
            {
                Crash();
            }

            Directory.Delete(_folder, recursive: true);
        }
    }

    private static void RunAsUser(params string[] command) => Run(AsUser(command));

    private static string[] AsUser(params string[] command)
    {
        string[] direct = [Find(command[0])!, .. command[1..]];
        return Environment.UserName == "root" ? ["runuser", "-u", User, "--", .. direct] : direct;
    }

    private static void Run(params string[] command)
    {
        // Output goes to files of the server: a pipe would stay open as long as the server that inherits it.
        var start = new ProcessStartInfo(
            "/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", .. command])
        { WorkingDirectory = "/" };
        using Process process = Process.Start(start)!;
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', command)} ended with {process.ExitCode}.");
    }

    /// <summary>
    /// Leaves a shell behind that outlives this process: however the tests end, killed or not, the server stops and its folder goes.
    /// </summary>
    private void Watch()
    {
        const string Script =
            "exec >/dev/null 2>&1 </dev/null; tests=$1; folder=$2; shift 2; " +
            "while kill -0 $tests; do sleep 1; done; \"$@\"; rm -rf \"$folder\"";
        string[] stop = AsUser("pg_ctl", "--pgdata", Data, "--mode", "immediate", "--wait", "stop");
        string tests = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        using Process process = Process.Start("setsid", ["/bin/sh", "-c", Script, "sh", tests, _folder, .. stop]);
    }

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':')
        .Concat(Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories(
            "/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")) : [])
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private string Connection(string database) =>
        $"Host={_folder};Username=fleet;Database={database};Maximum Pool Size=20;Timeout=30";
}
