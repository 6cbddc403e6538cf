using DenseEdge.Cli.Remote;

namespace DenseEdge.Cli.Flashing;

/// <summary>Runs lines of POSIX shell on a device, as the user who logs in or as the one who owns the model store.</summary>
/// <param name="session">The connection.</param>
/// <param name="sudo">Whether everything runs as root, by sudo without a password.</param>
internal sealed class DeviceShell(SshSession session, bool sudo)
{
    /// <summary>Whom the store belongs to, if that is another user whom this one may become: what works on the store runs as
    /// that user, so that the service finds no file that it may not change. Null: as the user who logged in.</summary>
    public string? StoreOwner { get; set; }

    /// <summary>Whether the connection still stands.</summary>
    public bool IsOpen => session.IsOpen;

    /// <summary>Runs a line as the user who logged in.</summary>
    /// <param name="line">The line.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="DeviceUnreachableException">The connection failed.</exception>
    public ProcessResult Run(string line, CancellationToken cancellation) => session.Run(AsLogin(line), null, cancellation);

    /// <summary>Runs a line as the owner of the store.</summary>
    /// <param name="line">The line.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="DeviceUnreachableException">The connection failed.</exception>
    public ProcessResult RunAsOwner(string line, CancellationToken cancellation)
        => session.Run(AsOwner(line), null, cancellation);

    /// <summary>Runs a line as the owner of the store; it has to succeed.</summary>
    /// <param name="line">The line.</param>
    /// <param name="what">What it does, for the message.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Its output.</returns>
    /// <exception cref="DeviceUnreachableException">The connection failed.</exception>
    /// <exception cref="FlashRefusedException">It failed.</exception>
    public string RequireAsOwner(string line, string what, CancellationToken cancellation)
    {
        ProcessResult result = RunAsOwner(line, cancellation);
        return result.ExitCode == 0
            ? result.Output
            : throw new FlashRefusedException($"{what} failed on the device with code {result.ExitCode}: {Words(result)}");
    }

    /// <summary>Starts a line as the owner of the store; the caller writes its input.</summary>
    /// <param name="line">The line.</param>
    /// <param name="take">Gets every line of its output as it comes; says whether the line is used up.</param>
    public ChildProgram StartAsOwner(string line, Func<string, bool>? take) => session.Start(AsOwner(line), take);

    /// <summary>Tells a failed connection from a failed line.</summary>
    /// <param name="result">How it ended.</param>
    /// <exception cref="DeviceUnreachableException">The connection failed.</exception>
    public ProcessResult Checked(ProcessResult result) => session.Checked(result);

    /// <summary>What a failed line said.</summary>
    /// <param name="result">How it ended.</param>
    public static string Words(ProcessResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        string said = result.Errors.Length > 0 ? result.Errors : result.Output;
        return said.Length > 0 ? said.Trim() : "it said nothing";
    }

    private string AsLogin(string line) => sudo
        ? $"sudo -n sh -c {ShellText.Quote(line)}"
        : $"sh -c {ShellText.Quote(line)}";

    // su takes a user's own shell unless told: a service's user has none that runs anything.
    private string AsOwner(string line) => StoreOwner is null
        ? AsLogin(line)
        : AsLogin($"exec su -s /bin/sh -c {ShellText.Quote(line)} {ShellText.Quote(StoreOwner)}");
}
