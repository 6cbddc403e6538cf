using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace DenseEdge.Cli.Tests.Remote;

/// <summary>A real sshd on this computer with keys of its own, for this user, on a free port.</summary>
public sealed class SshServer : IDisposable
{
    /// <summary>The server's program.</summary>
    public const string Program = "/usr/sbin/sshd";

    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(30);
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-sshd-").FullName;
    private Process? _process;

    /// <summary>Makes keys and starts it.</summary>
    public SshServer()
    {
        Directory.CreateDirectory("/run/sshd");
        Port = FreePort();
        Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", At("host"));
        Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", At("client"));
        Directory.CreateDirectory(Home);
        File.Copy(At("client.pub"), At("authorized"));
        File.WriteAllText(At("known"), $"[127.0.0.1]:{Port} {File.ReadAllText(At("host.pub"))}");
        File.WriteAllText(At("config"), string.Create(CultureInfo.InvariantCulture, $"""
            Port {Port}
            ListenAddress 127.0.0.1
            HostKey {At("host")}
            PidFile none
            UsePAM no
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            PermitRootLogin prohibit-password
            StrictModes no
            AuthorizedKeysFile {At("authorized")}
            Subsystem sftp internal-sftp
            SetEnv HOME={Home}

            """));
        Start();
    }

    /// <summary>The port.</summary>
    public int Port { get; }

    /// <summary>What commands there take for the home folder; sftp doesn't.</summary>
    public string Home => At("home");

    /// <summary>What ssh has to be told to get in.</summary>
    public string Options
        => $"-F none -i {At("client")} -o UserKnownHostsFile={At("known")} -o StrictHostKeyChecking=yes -o IdentitiesOnly=yes";

    /// <summary>Starts the server, again if need be, and waits until it listens.</summary>
    public void Start()
    {
        _process = Process.Start(new ProcessStartInfo(Program, ["-D", "-f", At("config")]))!;
        long start = TimeProvider.System.GetTimestamp();
        while (!Listens())
        {
            if (TimeProvider.System.GetElapsedTime(start) > StartTime)
            {
                throw new IOException($"Expected sshd to listen on port {Port}, it doesn't.");
            }

            _process.WaitForExit(50);
        }
    }

    /// <summary>Kills the server and every connection.</summary>
    public void Kill()
    {
        _process!.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Kill();
        Directory.Delete(_folder, recursive: true);
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments))!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private bool Listens()
    {
        try
        {
            using TcpClient client = new("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private string At(string name) => Path.Combine(_folder, name);
}
