using System.Globalization;
using DenseEdge.Cli.Remote;

namespace DenseEdge.Cli.Flashing;

/// <summary>
/// Keeps a second flash away from a device. A shell there holds the lock for as long as it hears from this program: it goes when
/// this program ends, when the connection is cut, and after a minute of silence, so that nothing has to be cleaned up by hand.
/// </summary>
internal sealed class FlashLock : IDisposable
{
    private const int Busy = 75;
    private const string Held = "denseedge: locked";
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(20);
    private readonly ChildProgram _holder;
    private readonly Timer _heart;

    private FlashLock(ChildProgram holder)
    {
        _holder = holder;
        _heart = new Timer(_ => Say(), null, Beat, Beat);
    }

    /// <summary>Takes the lock.</summary>
    /// <param name="shell">The device.</param>
    /// <param name="folder">The folder of the lock, which is made.</param>
    /// <param name="waitSeconds">How long to wait for it: after a cut, the old holder may not have noticed yet.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="FlashRefusedException">Somebody else has it.</exception>
    /// <exception cref="DeviceUnreachableException">The connection failed.</exception>
    public static FlashLock Take(DeviceShell shell, string folder, int waitSeconds, CancellationToken cancellation)
    {
        bool held = false;
        ChildProgram holder = shell.StartAsOwner(Script(folder, waitSeconds), line => held |= line == Held);
        try
        {
            while (!Volatile.Read(ref held))
            {
                if (holder.WaitForEnd(LookInterval))
                {
                    throw Refusal(shell.Checked(holder.WaitForEnd(cancellation)));
                }

                cancellation.ThrowIfCancellationRequested();
            }

            return new FlashLock(holder);
        }
        catch
        {
            holder.Dispose();
            throw;
        }
    }

    /// <summary>Gives it back.</summary>
    public void Dispose()
    {
        _heart.Dispose();
        _holder.Dispose();
    }

    private static FlashRefusedException Refusal(ProcessResult result) => new(result.ExitCode == Busy
        ? $"Expected to be the only one who flashes this device, found another flash at work ({result.Output.Trim()}). Wait for "
            + "it to end, then run the same command again."
        : $"Taking the device's lock failed: {DeviceShell.Words(result)}");

    private static string Script(string folder, int waitSeconds)
    {
        string who = ShellText.Quote($"{Environment.UserName} on {Environment.MachineName}");
        string path = ShellText.Quote($"{folder}/lock");
        return string.Create(CultureInfo.InvariantCulture, $$"""
            mkdir -p {{ShellText.Quote(folder)}} && exec 9>>{{path}} || exit 1
            tries=0
            until flock -n 9; do
              tries=$((tries+1)); [ $tries -le {{waitSeconds}} ] || { cat {{path}}; exit {{Busy}}; }
              sleep 1
            done
            echo {{who}} since "$(date)" > {{path}}
            echo '{{Held}}'
            while timeout 60 head -n 1 | grep -q .; do :; done
            """);
    }

    private void Say()
    {
        try
        {
            _holder.Input.WriteByte((byte)'.');
            _holder.Input.WriteByte((byte)'\n');
            _holder.Input.Flush();
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException)
        {
            // The connection was cut: whoever uses it next says so.
        }
    }
}
