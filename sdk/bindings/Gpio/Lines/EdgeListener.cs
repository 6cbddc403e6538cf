using System.Device.Gpio.Kernel;
using System.Device.Gpio.Kernel.Abi;

namespace System.Device.Gpio.Lines;

/// <summary>
/// The one thread of a driver that waits for edges of all its lines and calls who wants to know.
/// </summary>
/// <remarks>
/// A file must not be closed while the kernel polls it: its number could be another file's by then, and the line would
/// stay taken. So <see cref="Forget"/> wakes the thread and waits until it is out of the poll; the thread does not poll
/// again before every such change is made. Callbacks run outside of the lock, with the thread out of the poll: they may
/// open, close, watch and forget.
/// </remarks>
internal sealed class EdgeListener : IDisposable
{
    private const int EventsPerRead = 16;

    private readonly object _gate = new();
    private readonly ISystemCalls _system;
    private readonly object _sender;
    private readonly Dictionary<int, LineWatch> _watches = [];
    private readonly List<LineWatch> _polled = [];
    private readonly List<(PinChangeEventHandler Callback, PinValueChangedEventArgs Edge)> _calls = [];
    private readonly LineEvent[] _events = new LineEvent[EventsPerRead];
    private readonly FileHandle _wakeUp;
    private PollEntry[] _entries = new PollEntry[8];
    private Thread? _thread;
    private int _changesUnderWay;
    private bool _polling;
    private volatile bool _stopped;

    /// <param name="system">The kernel.</param>
    /// <param name="sender">What callbacks get as the sender.</param>
    public EdgeListener(ISystemCalls system, object sender)
    {
        _system = system;
        _sender = sender;
        int status = system.OpenWakeUp(out _wakeUp);
        if (status != Errno.None)
        {
            throw new IOException($"Can't make an eventfd for GPIO edges: error {status}.");
        }
    }

    /// <summary>Has a method called for every edge.</summary>
    public void Watch(GpioLine line, PinEventTypes types, PinChangeEventHandler callback)
        => Change(line, watch => watch.Add(types, callback), watch => watch.Remove(types, callback));

    /// <summary>Starts a wait.</summary>
    public EdgeWaiter Wait(GpioLine line, PinEventTypes types)
    {
        var waiter = new EdgeWaiter(types);
        Change(line, watch => watch.Add(waiter), watch => watch.Remove(waiter));
        return waiter;
    }

    /// <summary>Gives a wait up.</summary>
    public void GiveUp(GpioLine line, EdgeWaiter waiter)
    {
        lock (_gate)
        {
            if (_watches.TryGetValue(line.Offset, out LineWatch? watch) && watch.Line == line)
            {
                watch.Remove(waiter);
                line.SetEdges(watch.Wanted);
            }
        }
    }

    /// <summary>Ends the calls of a method.</summary>
    /// <returns>False if no method was registered for the line.</returns>
    public bool Unwatch(GpioLine line, PinChangeEventHandler callback)
    {
        lock (_gate)
        {
            if (!_watches.TryGetValue(line.Offset, out LineWatch? watch) || !watch.HasCallback)
            {
                return false;
            }

            watch.Remove(PinEventTypes.Rising | PinEventTypes.Falling, callback);
            line.SetEdges(watch.Wanted);
            return true;
        }
    }

    /// <summary>Ends all interest in a line, which may be closed from then on.</summary>
    public void Forget(GpioLine line)
    {
        lock (_gate)
        {
            if (!_watches.Remove(line.Offset, out LineWatch? watch))
            {
                return;
            }

            watch.EndAllWaits(null);
            _changesUnderWay++;
            WakeUp();
            while (_polling)
            {
                Monitor.Wait(_gate);
            }

            _changesUnderWay--;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Ends the thread; from within a callback, as soon as that returns. Lines have to be forgotten before.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _stopped = true;
            WakeUp();
        }

        if (_thread is not null && _thread != Thread.CurrentThread)
        {
            _thread.Join();
        }

        _wakeUp.Dispose();
    }

    private static PinEventTypes EdgeOf(LineEventId id)
        => id == LineEventId.RisingEdge ? PinEventTypes.Rising : PinEventTypes.Falling;

    private void Change(GpioLine line, Action<LineWatch> add, Action<LineWatch> remove)
    {
        lock (_gate)
        {
            bool isNew = !_watches.TryGetValue(line.Offset, out LineWatch? watch);
            watch ??= new LineWatch(line);
            add(watch);
            try
            {
                line.SetEdges(watch.Wanted);
            }
            catch
            {
                remove(watch);
                throw;
            }

            if (isNew)
            {
                _watches.Add(line.Offset, watch);
                StartOrWakeUp();
            }
        }
    }

    private void StartOrWakeUp()
    {
        if (_thread is not null)
        {
            WakeUp();
            return;
        }

        _thread = new Thread(Listen) { IsBackground = true, Name = "GPIO edges" };
        _thread.Start();
    }

    private void WakeUp()
    {
        ReadOnlySpan<byte> one = [1, 0, 0, 0, 0, 0, 0, 0];
        _ = _system.Write(_wakeUp, one); // Fails only if it was woken 2^64 - 2 times: it is awake then.
    }

    private void Listen()
    {
        while (TryPrepare(out int count))
        {
            int status = _system.Poll(_entries.AsSpan(0, count));
            if (status != Errno.None)
            {
                throw new IOException($"Waiting for GPIO edges failed: error {status}.");
            }

            TakeEdges();
            foreach ((PinChangeEventHandler callback, PinValueChangedEventArgs edge) in _calls)
            {
                if (_stopped)
                {
                    return; // An earlier callback disposed of the driver.
                }

                callback(_sender, edge);
            }
        }
    }

    private bool TryPrepare(out int count)
    {
        lock (_gate)
        {
            while (_changesUnderWay > 0 && !_stopped)
            {
                Monitor.Wait(_gate);
            }

            count = 0;
            if (_stopped)
            {
                return false;
            }

            _polled.Clear();
            _polled.AddRange(_watches.Values);
            count = _polled.Count + 1;
            if (_entries.Length < count)
            {
                _entries = new PollEntry[2 * count];
            }

            _entries[0] = new PollEntry { FileDescriptor = (int)_wakeUp.DangerousGetHandle(), Wanted = PollEntry.Readable };
            for (int i = 1; i < count; i++)
            {
                int file = _polled[i - 1].Line.FileDescriptor;
                _entries[i] = new PollEntry { FileDescriptor = file, Wanted = PollEntry.Readable };
            }

            _polling = true;
            return true;
        }
    }

    private void TakeEdges()
    {
        lock (_gate)
        {
            _polling = false;
            Monitor.PulseAll(_gate);
            _calls.Clear();
            if (_entries[0].Found != 0)
            {
                Span<byte> counter = stackalloc byte[sizeof(ulong)];
                _ = _system.Read(_wakeUp, counter, out _); // Does not block, and only resets the counter.
            }

            for (int i = 0; i < _polled.Count; i++)
            {
                LineWatch watch = _polled[i];
                bool current = _watches.TryGetValue(watch.Line.Offset, out LineWatch? now) && now == watch;
                if (_entries[i + 1].Found != 0 && current)
                {
                    TakeEdges(watch);
                }
            }
        }
    }

    private void TakeEdges(LineWatch watch)
    {
        int status = watch.Line.ReadEvents(_events, out int count);
        if (status != Errno.None)
        {
            // The chip is gone. Who waits is told now; a call of Read or Write tells the others.
            Lose(watch, watch.Line.Lost(status));
            return;
        }

        foreach (ref readonly LineEvent found in _events.AsSpan(0, count))
        {
            PinEventTypes edge = EdgeOf(found.Id);
            watch.EndWaits(edge);
            if (watch.Callback(edge) is { } callback)
            {
                _calls.Add((callback, new PinValueChangedEventArgs(edge, watch.Line.Offset)));
            }
        }

        try
        {
            watch.Line.SetEdges(watch.Wanted);
        }
        catch (IOException e)
        {
            Lose(watch, e);
        }
    }

    private void Lose(LineWatch watch, IOException fault)
    {
        _watches.Remove(watch.Line.Offset);
        watch.EndAllWaits(fault);
    }
}
