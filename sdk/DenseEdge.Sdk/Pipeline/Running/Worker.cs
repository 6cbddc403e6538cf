namespace DenseEdge.Sdk.Pipeline.Running;

/// <summary>A background thread with something to clean up once it has ended. If it hangs in a driver, it is left behind, and
/// cleans up itself when the driver returns.</summary>
internal sealed class Worker
{
    private readonly Thread _thread;
    private readonly Action _cleanUp;
    private int _owner = (int)Owner.Thread;

    /// <param name="name">The thread's name, for debuggers.</param>
    /// <param name="work">What to do; it must not throw.</param>
    /// <param name="cleanUp">What to do once afterwards, by whoever is last.</param>
    internal Worker(string name, Action work, Action cleanUp)
    {
        _cleanUp = cleanUp;
        _thread = new Thread(() => Run(work)) { IsBackground = true, Name = name };
    }

    private enum Owner
    {
        Thread,
        Ended,
        Abandoned,
    }

    internal void Start() => _thread.Start();

    /// <summary>Waits for the end of the work, and cleans up.</summary>
    /// <param name="timeout">How long to wait at most.</param>
    /// <returns>False if it didn't end: it will clean up itself.</returns>
    internal bool Join(TimeSpan timeout)
    {
        bool neverStarted = _thread.ThreadState.HasFlag(ThreadState.Unstarted);

        // From an event handler, on this very thread, there is nothing to wait for.
        bool ended = neverStarted || (Environment.CurrentManagedThreadId != _thread.ManagedThreadId && _thread.Join(timeout));
        if (!ended && Interlocked.Exchange(ref _owner, (int)Owner.Abandoned) == (int)Owner.Thread)
        {
            return false;
        }

        _cleanUp();
        return true;
    }

    private void Run(Action work)
    {
        work();
        if (Interlocked.Exchange(ref _owner, (int)Owner.Ended) == (int)Owner.Abandoned)
        {
            _cleanUp();
        }
    }
}
