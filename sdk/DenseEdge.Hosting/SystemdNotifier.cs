using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace DenseEdge.Hosting;

/// <summary>
/// Tells systemd how a service of <c>Type=notify</c> is doing: ready, alive, stopping, and a status for <c>systemctl status</c>.
/// The protocol of sd_notify(3): datagrams to the socket that NOTIFY_SOCKET names. Outside a service every method does nothing.
/// </summary>
public sealed class SystemdNotifier : IDisposable
{
    private readonly TimeProvider _time;
    private readonly Socket? _socket;
    private readonly UnixDomainSocketEndPoint? _target;
    private long _lastAlive;

    /// <summary>Makes a notifier.</summary>
    /// <param name="socketPath">The value of NOTIFY_SOCKET: a path, or a name in the abstract namespace after <c>@</c>; null or
    /// empty outside a service.</param>
    /// <param name="watchdogMicroseconds">The value of WATCHDOG_USEC; null or empty if the unit has no WatchdogSec.</param>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    public SystemdNotifier(string? socketPath, string? watchdogMicroseconds, TimeProvider? timeProvider = null)
    {
        _time = timeProvider ?? TimeProvider.System;
        if (!string.IsNullOrEmpty(socketPath))
        {
            _target = new UnixDomainSocketEndPoint(socketPath[0] == '@' ? '\0' + socketPath[1..] : socketPath);
            _socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        }

        if (long.TryParse(watchdogMicroseconds, NumberStyles.None, CultureInfo.InvariantCulture, out long micros) && micros > 0)
        {
            Watchdog = TimeSpan.FromMicroseconds(micros);
        }
    }

    /// <summary>Whether systemd listens.</summary>
    public bool IsService => _socket is not null;

    /// <summary>How long the service may be silent before systemd restarts it.</summary>
    /// <value>Null if the unit has no WatchdogSec.</value>
    public TimeSpan? Watchdog { get; }

    /// <summary>Reads NOTIFY_SOCKET and WATCHDOG_USEC.</summary>
    public static SystemdNotifier FromEnvironment() => new(
        Environment.GetEnvironmentVariable("NOTIFY_SOCKET"), Environment.GetEnvironmentVariable("WATCHDOG_USEC"));

    /// <summary>Says that the service has started.</summary>
    /// <param name="status">What it is doing, for people; null for nothing.</param>
    /// <exception cref="SocketException">systemd's socket is gone.</exception>
    public void Ready(string? status = null) => Send("READY=1", status);

    /// <summary>Changes what <c>systemctl status</c> shows.</summary>
    /// <param name="status">What the service is doing.</param>
    /// <exception cref="SocketException">systemd's socket is gone.</exception>
    public void Status(string status)
    {
        ArgumentNullException.ThrowIfNull(status);
        Send(null, status);
    }

    /// <summary>Says that the service still works: call it wherever work was really done. It tells systemd no more often than at
    /// half the watchdog's time, and costs next to nothing between.</summary>
    /// <returns>Whether systemd was told.</returns>
    /// <exception cref="SocketException">systemd's socket is gone.</exception>
    public bool Alive()
    {
        if (_socket is null || Watchdog is not { } watchdog
            || (_lastAlive != 0 && _time.GetElapsedTime(_lastAlive) < watchdog / 2))
        {
            return false;
        }

        _lastAlive = _time.GetTimestamp();
        Send("WATCHDOG=1", null);
        return true;
    }

    /// <summary>Says that the service is about to end.</summary>
    /// <exception cref="SocketException">systemd's socket is gone.</exception>
    public void Stopping() => Send("STOPPING=1", null);

    /// <summary>Closes the socket.</summary>
    public void Dispose() => _socket?.Dispose();

    private void Send(string? state, string? status)
    {
        // One line a variable: a line feed inside a status would start another one.
        string? shown = status is null ? null : "STATUS=" + status.ReplaceLineEndings(" ");
        string message = string.Join('\n', new[] { state, shown }.Where(line => line is not null));
        _socket?.SendTo(Encoding.UTF8.GetBytes(message), _target!);
    }
}
