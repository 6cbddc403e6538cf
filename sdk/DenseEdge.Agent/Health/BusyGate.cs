using DenseEdge.Agent.Updating;
using DenseEdge.Storage;

namespace DenseEdge.Agent.Health;

/// <summary>Apps in other processes that put an update off: by a lock on the file <c>busy</c>, which the system takes back
/// when the app ends, or by a lease that the app renews through the control socket.</summary>
/// <param name="files">The disk.</param>
/// <param name="path">The file: <c>flock /var/lib/denseedge/busy COMMAND</c> holds it while the command runs.</param>
/// <param name="time">The clock of the leases.</param>
public sealed class BusyGate(IFileSystem files, string path, TimeProvider time) : IUpdateGate
{
    private readonly Lock _turn = new();
    private readonly Dictionary<string, Lease> _leases = new(StringComparer.Ordinal);

    /// <summary>Puts updates off.</summary>
    /// <param name="app">The app.</param>
    /// <param name="duration">For how long, unless it is renewed.</param>
    /// <param name="reason">Why, for people; null for no reason.</param>
    public void Hold(string app, TimeSpan duration, string? reason)
    {
        lock (_turn)
        {
            _leases[app] = new Lease(time.GetTimestamp(), duration, reason);
        }
    }

    /// <summary>Ends a lease before its time.</summary>
    /// <param name="app">The app.</param>
    public void Release(string app)
    {
        lock (_turn)
        {
            _leases.Remove(app);
        }
    }

    /// <inheritdoc/>
    public string? Busy(UpdateState state)
    {
        lock (_turn)
        {
            foreach ((string app, Lease lease) in _leases)
            {
                if (time.GetElapsedTime(lease.Start) < lease.Duration)
                {
                    return $"the app '{app}' is busy: {lease.Reason ?? "no reason given"}.";
                }
            }
        }

        if (!files.FileExists(path))
        {
            return null;
        }

        using IDisposable? free = files.TryLock(path);
        return free is null ? $"an app holds the lock on '{path}'." : null;
    }

    private readonly record struct Lease(long Start, TimeSpan Duration, string? Reason);
}
