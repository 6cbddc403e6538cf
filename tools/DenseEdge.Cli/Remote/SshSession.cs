using System.Globalization;

namespace DenseEdge.Cli.Remote;

/// <summary>
/// One connection to another computer that many commands share, made by the system's own ssh: its keys, its known hosts, its
/// configuration. The first command opens it and holds it open; the others are channels of it, which start in milliseconds
/// (ControlMaster). Its socket lies in a folder that only this user may enter.
/// </summary>
internal sealed class SshSession : IDisposable
{
    /// <summary>What ssh ends with when it is ssh that failed, and not the command.</summary>
    public const int ConnectionFailed = 255;

    private const string Greeting = "denseedge: connected";
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(3);

    // No question can be answered here, and a cut connection has to be noticed within a minute. What the user's configuration
    // says about sharing would take the connection out of our hands.
    private static readonly string[] Always =
    [
        "-o", "BatchMode=yes", "-o", "ConnectTimeout=15", "-o", "ServerAliveInterval=10", "-o", "ServerAliveCountMax=3",
    ];

    private readonly SshAddress _address;
    private readonly string[] _options;
    private readonly DirectoryInfo _folder;
    private readonly ChildProgram _master;

    private SshSession(SshAddress address, string[] options, DirectoryInfo folder, ChildProgram master)
        => (_address, _options, _folder, _master) = (address, options, folder, master);

    /// <summary>Whether the connection still stands.</summary>
    public bool IsOpen => !_master.HasEnded;

    private string Socket => SocketIn(_folder);

    /// <summary>Connects.</summary>
    /// <param name="address">The computer.</param>
    /// <param name="options">Words for ssh, such as "-i key".</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="DeviceRefusedException">The computer answers, but doesn't let this user in, or isn't the one that it was
    /// before.</exception>
    /// <exception cref="DeviceUnreachableException">It doesn't answer.</exception>
    public static SshSession Open(SshAddress address, string options, CancellationToken cancellation)
    {
        // A socket's name may have 107 bytes, so it can't lie below a long home folder.
        DirectoryInfo folder = Directory.CreateTempSubdirectory("denseedge-ssh-");
        string[] words = Words.Split(options);
        bool connected = false;
        string[] command =
        [
            "ssh", .. Always, "-o", "ControlMaster=yes", "-o", "ControlPersist=no", "-o", $"ControlPath={SocketIn(folder)}",
            .. words, .. Port(address), address.Target, $"echo '{Greeting}'; exec cat >/dev/null",
        ];
        ChildProgram master = ChildProgram.Start(command, line => connected |= line == Greeting);
        SshSession session = new(address, words, folder, master);
        try
        {
            while (!Volatile.Read(ref connected))
            {
                if (master.WaitForEnd(LookInterval))
                {
                    ProcessResult result = master.WaitForEnd(cancellation);
                    throw SshFault.Of(address, result);
                }

                cancellation.ThrowIfCancellationRequested();
            }

            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Runs a command to its end.</summary>
    /// <param name="command">A line for the shell there.</param>
    /// <param name="take">Gets every line of its output as it comes; says whether the line is used up.</param>
    /// <param name="cancellation">Ends the command here; there it notices when it next writes.</param>
    /// <exception cref="DeviceUnreachableException">The connection failed.</exception>
    public ProcessResult Run(string command, Func<string, bool>? take, CancellationToken cancellation)
    {
        using ChildProgram child = Start(command, take);
        child.Input.Close();
        return Checked(child.WaitForEnd(cancellation));
    }

    /// <summary>Starts a command whose input the caller writes.</summary>
    /// <param name="command">A line for the shell there.</param>
    /// <param name="take">As for <see cref="Run"/>.</param>
    public ChildProgram Start(string command, Func<string, bool>? take) => ChildProgram.Start(
        [
            "ssh", .. Always, "-o", "ControlMaster=no", "-o", $"ControlPath={Socket}",

            // Without the shared connection a command fails at once, rather than making one of its own.
            "-o", "ProxyCommand=false", .. _options, .. Port(_address), _address.Target, command,
        ],
        take);

    /// <summary>Tells a failed connection from a failed command.</summary>
    /// <param name="result">How ssh ended.</param>
    /// <exception cref="DeviceUnreachableException">The connection failed.</exception>
    public ProcessResult Checked(ProcessResult result) => result.ExitCode != ConnectionFailed
        ? result
        : throw new DeviceUnreachableException($"{_address}: the connection was lost: {SshFault.Shown(result.Errors)}");

    /// <summary>Ends the connection.</summary>
    public void Dispose()
    {
        if (!_master.HasEnded)
        {
            CloseInput();
            _master.WaitForEnd(EndTime);
        }

        _master.Dispose();
        _folder.Delete(recursive: true);
    }

    private static string SocketIn(DirectoryInfo folder) => Path.Combine(folder.FullName, "m");

    private static string[] Port(SshAddress address)
        => address.Port is { } port ? ["-p", port.ToString(CultureInfo.InvariantCulture)] : [];

    private void CloseInput()
    {
        try
        {
            _master.Input.Close();
        }
        catch (IOException)
        {
            // The connection ended in the same moment.
        }
    }
}
