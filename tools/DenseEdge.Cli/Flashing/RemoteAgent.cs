using DenseEdge.Bundles.Choosing;
using DenseEdge.Cli.Remote;

namespace DenseEdge.Cli.Flashing;

/// <summary>The agent on a device: the installed one, or a copy that is brought there.</summary>
internal sealed class RemoteAgent
{
    private const int UnknownVerb = 2;
    private readonly DeviceShell _shell;
    private readonly string _runtime;
    private readonly string _store;

    private RemoteAgent(DeviceShell shell, string folder, string runtime, string store)
        => (_shell, Folder, _runtime, _store) = (shell, folder, runtime, store);

    /// <summary>Where its program lies on the device.</summary>
    public string Folder { get; }

    /// <summary>The agent that is there already; null if there is none.</summary>
    /// <param name="shell">The device.</param>
    /// <param name="probe">What the device said.</param>
    /// <param name="package">The copy that it would get.</param>
    /// <param name="store">The store's folder there.</param>
    /// <param name="cancellation">Stops.</param>
    public static RemoteAgent? Find(
        DeviceShell shell, DeviceProbe probe, AgentPackage package, string store, CancellationToken cancellation)
    {
        if (probe.AgentIsInstalled)
        {
            return new RemoteAgent(shell, DeviceProbe.InstalledAgent, probe.Runtime, store);
        }

        string folder = CopyFolder(shell, probe, package, store);
        return shell.RunAsOwner($"[ -f {ShellText.Quote($"{folder}/{AgentFolder.Assembly}")} ]", cancellation).ExitCode == 0
            ? new RemoteAgent(shell, folder, probe.Runtime, store)
            : null;
    }

    /// <summary>Brings a copy there, in place of older ones.</summary>
    /// <param name="shell">The device.</param>
    /// <param name="probe">What the device said.</param>
    /// <param name="package">The copy.</param>
    /// <param name="store">The store's folder there.</param>
    /// <param name="upload">Sends it.</param>
    /// <param name="progress">Gets the bytes that are there.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="DeviceUnreachableException">The connection failed.</exception>
    /// <exception cref="FlashRefusedException">The device can't take it.</exception>
    public static RemoteAgent Copy(
        DeviceShell shell, DeviceProbe probe, AgentPackage package, string store, ResumableUpload upload,
        IProgress<long>? progress, CancellationToken cancellation)
    {
        string folder = CopyFolder(shell, probe, package, store);
        string parent = ShellText.Quote(folder[..folder.LastIndexOf('/')]);
        string archive = $"{folder}.tar.gz";
        upload.Send(package.Path, package.Digest, archive, progress, cancellation);
        (string place, string part, string packed) =
            (ShellText.Quote(folder), ShellText.Quote($"{folder}.new"), ShellText.Quote(archive));
        shell.RequireAsOwner(
            $"rm -rf {part} && mkdir {part} && tar -xzf {packed} -C {part} && mv {part} {place} && rm {packed} && cd {parent} && "
            + $"for old in *; do [ \"$old\" = {package.Folder.Digest} ] || rm -rf \"$old\"; done",
            "Unpacking the agent", cancellation);
        return new RemoteAgent(shell, folder, probe.Runtime, store);
    }

    /// <summary>Runs a verb of the agent and takes what it says.</summary>
    /// <param name="words">The verb and its options; each becomes one word.</param>
    /// <param name="progress">Gets every step.</param>
    /// <param name="cancellation">Stops waiting; the agent goes on.</param>
    /// <returns>Its last line.</returns>
    /// <exception cref="DeviceUnreachableException">The connection failed, or the agent ended in the middle: it goes on when it
    /// is run again.</exception>
    /// <exception cref="FlashRefusedException">It refused to begin.</exception>
    public AgentLine Run(IReadOnlyList<string> words, Action<AgentLine>? progress, CancellationToken cancellation)
    {
        AgentLine? last = null;
        bool hasBegun = false;
        using ChildProgram agent = _shell.StartAsOwner(
            Command(words),
            line => Take(line, said => progress?.Invoke(said), ref hasBegun, ref last));
        agent.Input.Close();
        ProcessResult result = _shell.Checked(agent.WaitForEnd(cancellation));
        if (last is not null)
        {
            return last;
        }

        string why = DeviceShell.Words(result);
        throw hasBegun
            ? new DeviceUnreachableException($"The agent on the device ended in the middle of '{words[0]}': {why}")
            : new FlashRefusedException($"The agent on the device refused '{words[0]}': {why}");
    }

    /// <summary>Asks for the status.</summary>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="DeviceUnreachableException">The connection failed.</exception>
    /// <exception cref="FlashRefusedException">The agent has no answer.</exception>
    public AgentLine Status(CancellationToken cancellation)
    {
        string said = _shell.RequireAsOwner(Command(["status", "--json"]), "Asking the agent for its status", cancellation);
        return AgentLine.Read(said) ?? throw new FlashRefusedException($"Expected the agent's status, it said: {said}");
    }

    /// <summary>Asks what the device can compute with.</summary>
    /// <param name="cancellation">Stops.</param>
    /// <returns>Null if the agent is older than this question.</returns>
    /// <exception cref="DeviceUnreachableException">The connection failed.</exception>
    /// <exception cref="FlashRefusedException">The agent has no answer.</exception>
    public DeviceFacts? Facts(CancellationToken cancellation)
    {
        ProcessResult result = _shell.RunAsOwner(Command(["facts", "--json"]), cancellation);
        return result.ExitCode switch
        {
            0 => FactsLine.Read(result.Output),
            UnknownVerb => null,
            _ => throw new FlashRefusedException(
                $"Asking the agent for the device's engines failed: {DeviceShell.Words(result)}"),
        };
    }

    private static bool Take(string line, Action<AgentLine> progress, ref bool hasBegun, ref AgentLine? last)
    {
        if (AgentLine.Read(line) is not { } said)
        {
            return false;
        }

        if (said.Result is not null)
        {
            last = said;
        }
        else
        {
            hasBegun = true;
            progress(said);
        }

        return true;
    }

    // Another user than the one who logs in can't look into that one's home.
    private static string CopyFolder(DeviceShell shell, DeviceProbe probe, AgentPackage package, string store)
        => shell.StoreOwner is null
            ? $"{probe.Home}/.denseedge/agent/{package.Folder.Digest}"
            : $"{store}/agent/{package.Folder.Digest}";

    private string Command(IReadOnlyList<string> words)
    {
        string arguments = string.Join(' ', words.Append("--store").Append(_store).Select(ShellText.Quote));
        return $"cd {ShellText.Quote(Folder)} && if [ -f libhostfxr.so ]; then exec ./denseedge-agent {arguments}; "
            + $"else exec {ShellText.Quote(_runtime)} {AgentFolder.Assembly} {arguments}; fi";
    }
}
