namespace System.Device.Gpio.Lines;

/// <summary>Who wants to know of a line's edges. The owner holds the lock.</summary>
internal sealed class LineWatch(GpioLine line)
{
    private readonly List<EdgeWaiter> _waiters = [];
    private PinChangeEventHandler? _rising;
    private PinChangeEventHandler? _falling;

    public GpioLine Line { get; } = line;

    /// <summary>Gets the edges that somebody wants.</summary>
    public PinEventTypes Wanted
    {
        get
        {
            PinEventTypes wanted = _rising is null ? PinEventTypes.None : PinEventTypes.Rising;
            wanted |= _falling is null ? PinEventTypes.None : PinEventTypes.Falling;
            foreach (EdgeWaiter waiter in _waiters)
            {
                wanted |= waiter.Types;
            }

            return wanted;
        }
    }

    public bool HasCallback => _rising is not null || _falling is not null;

    public PinChangeEventHandler? Callback(PinEventTypes edge) => edge == PinEventTypes.Rising ? _rising : _falling;

    public void Add(PinEventTypes types, PinChangeEventHandler callback)
    {
        _rising += types.HasFlag(PinEventTypes.Rising) ? callback : null;
        _falling += types.HasFlag(PinEventTypes.Falling) ? callback : null;
    }

    public void Remove(PinEventTypes types, PinChangeEventHandler callback)
    {
        _rising -= types.HasFlag(PinEventTypes.Rising) ? callback : null;
        _falling -= types.HasFlag(PinEventTypes.Falling) ? callback : null;
    }

    public void Add(EdgeWaiter waiter) => _waiters.Add(waiter);

    public void Remove(EdgeWaiter waiter) => _waiters.Remove(waiter);

    /// <summary>Ends every wait that this edge ends.</summary>
    public void EndWaits(PinEventTypes edge)
    {
        for (int i = _waiters.Count - 1; i >= 0; i--)
        {
            if (_waiters[i].Types.HasFlag(edge))
            {
                _waiters[i].End(new EdgeOutcome(edge, null));
                _waiters.RemoveAt(i);
            }
        }
    }

    /// <summary>Ends every wait without an edge.</summary>
    public void EndAllWaits(IOException? fault)
    {
        foreach (EdgeWaiter waiter in _waiters)
        {
            waiter.End(new EdgeOutcome(PinEventTypes.None, fault));
        }

        _waiters.Clear();
    }
}
