using System.Runtime.ExceptionServices;
using DenseEdge.Cameras;

namespace DenseEdge.Sdk.Pipeline.Running;

/// <summary>
/// Where the three threads of a pipeline meet: one offers frames, one computes them, one takes results. One lock guards the ring,
/// the results and the counts, so that the counts add up at every moment; nobody runs foreign code or computes under it.
/// </summary>
/// <remarks>A frame leaves the ring only when there is room for its result. What the engine computes is therefore the best that
/// the policy can offer at that time, and nothing is computed twice or in vain while the consumer is slow.</remarks>
internal sealed class FrameExchange
{
    private readonly object _gate = new();
    private readonly TimeProvider _time;
    private readonly bool _isAdaptive;
    private readonly TimeSpan? _maxAge;
    private readonly FrameRing _ring;
    private readonly ResultSlots _slots;
    private readonly LatencyEstimate _estimate = new();
    private readonly ResultSignal _signal = new();
    private FrameTally _tally = new(0);
    private ExceptionDispatchInfo? _failure;
    private bool _isComputing;
    private bool _captureEnded;
    private bool _inferenceEnded;
    private bool _isStopping;

    /// <param name="options">Policy and age.</param>
    /// <param name="capacity">Frames that may wait.</param>
    /// <param name="results">Results that may be alive at once.</param>
    /// <param name="time">The clock of the frames.</param>
    internal FrameExchange(PipelineOptions options, int capacity, int results, TimeProvider time)
    {
        _time = time;
        _isAdaptive = options.Policy == FramePolicy.Adaptive;
        _maxAge = options.MaxAge;
        _ring = new FrameRing(options.Policy, capacity);
        _slots = new ResultSlots(this, results);
    }

    internal PipelineCounts Counts
    {
        get
        {
            lock (_gate)
            {
                return _tally.Counts(_ring.Count + _slots.PendingCount + (_isComputing ? 1 : 0));
            }
        }
    }

    /// <summary>Whether all is over: no result is left, and none will come.</summary>
    internal bool HasEnded
    {
        get
        {
            lock (_gate)
            {
                return _inferenceEnded && _slots.PendingCount == 0;
            }
        }
    }

    /// <summary>Begins to count, before the first frame.</summary>
    /// <param name="firstNumber">Number of the first frame that is the pipeline's.</param>
    internal void Begin(long firstNumber)
    {
        lock (_gate)
        {
            _tally = new FrameTally(firstNumber);
        }
    }

    /// <summary>Time since a frame's capture.</summary>
    internal TimeSpan AgeOf(long captureTimestamp) => _time.GetElapsedTime(captureTimestamp);

    /// <summary>Waits until a frame may be read.</summary>
    /// <returns>False if no more frames are wanted.</returns>
    internal bool WaitForRoom()
    {
        lock (_gate)
        {
            while (_ring.IsBlocked && !_isStopping)
            {
                Monitor.Wait(_gate);
            }

            return !_isStopping && !_captureEnded;
        }
    }

    /// <summary>Hands a frame in; it belongs to the exchange from now on.</summary>
    internal void Offer(Frame frame)
    {
        lock (_gate)
        {
            _tally.Capture(frame.SequenceNumber);
            if (_isStopping || _captureEnded)
            {
                frame.Dispose();
                _tally.DropAtEnd();
                return;
            }

            _tally.DropByPolicy(_ring.Add(new QueuedFrame(frame, _time.GetTimestamp())));
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Says that no more frames will come. Those that wait are still computed.</summary>
    /// <param name="failure">Why, if the source failed.</param>
    internal void EndCapture(Exception? failure)
    {
        lock (_gate)
        {
            _captureEnded = true;
            Remember(failure);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits for a frame and for room for its result.</summary>
    /// <returns>The frame, in the place for its result; null if there will be no more.</returns>
    internal ResultSlot? TakeWork()
    {
        lock (_gate)
        {
            while (!_isStopping)
            {
                if (_slots.HasFree && TryChoose(out QueuedFrame frame))
                {
                    ResultSlot slot = _slots.TakeFree();
                    slot.Begin(frame, _time.GetTimestamp(), _time);
                    _isComputing = true;
                    Monitor.PulseAll(_gate);
                    return slot;
                }

                if (_captureEnded && _ring.Count == 0)
                {
                    return null;
                }

                Monitor.Wait(_gate);
            }

            return null;
        }
    }

    /// <summary>Hands a result over, unless it has become too old.</summary>
    internal void Publish(ResultSlot slot)
    {
        lock (_gate)
        {
            _isComputing = false;
            if (_isStopping)
            {
                _slots.Free(slot);
                _tally.DropAtEnd();
            }
            else if (slot.Age > _maxAge)
            {
                DropStale(slot);
            }
            else
            {
                _slots.AddPending(slot);
            }

            Wake();
        }
    }

    /// <summary>Takes a frame back that could not be computed.</summary>
    internal void Abandon(ResultSlot slot)
    {
        lock (_gate)
        {
            _isComputing = false;
            _slots.Free(slot);
            _tally.DropAtEnd();
        }
    }

    /// <summary>Says that no more results will come. Those that are ready can still be taken.</summary>
    /// <param name="failure">Why, if the engine failed.</param>
    internal void EndInference(Exception? failure)
    {
        lock (_gate)
        {
            _inferenceEnded = true;
            Remember(failure);
            DropFrames();
            _isStopping |= failure is not null;
            Wake();
        }
    }

    /// <summary>Ends everything because the source is not worth waiting for. Results that are ready can still be taken.</summary>
    internal void Fail(Exception failure)
    {
        lock (_gate)
        {
            _captureEnded = true;
            Remember(failure);
            Wake();
        }
    }

    /// <summary>Takes the oldest result that is young enough.</summary>
    /// <param name="timeout">How long to wait at most; infinite for as long as it takes.</param>
    /// <param name="cancellation">Ends the wait, once <see cref="WakeReaders"/> was called.</param>
    /// <param name="result">The result.</param>
    internal TakeOutcome TryTake(TimeSpan timeout, CancellationToken cancellation, out PipelineResult result)
    {
        long start = TimeProvider.System.GetTimestamp();
        lock (_gate)
        {
            while (!TryTakePending(out result))
            {
                cancellation.ThrowIfCancellationRequested();
                if (_inferenceEnded)
                {
                    _failure?.Throw();
                    return TakeOutcome.Ended;
                }

                if (!Wait(timeout, start))
                {
                    return TakeOutcome.TimedOut;
                }
            }

            return TakeOutcome.Taken;
        }
    }

    /// <summary>Awaits the next moment at which <see cref="TryTake"/> may have something to say.</summary>
    /// <exception cref="InvalidOperationException">Somebody else awaits it already.</exception>
    internal ValueTask WhenChanged()
    {
        lock (_gate)
        {
            return _slots.PendingCount > 0 || _inferenceEnded ? ValueTask.CompletedTask : _signal.Arm();
        }
    }

    /// <summary>Makes waiting readers look at their cancellation.</summary>
    internal void WakeReaders()
    {
        lock (_gate)
        {
            Wake();
        }
    }

    /// <summary>Ends everything at once: what is on its way is dropped.</summary>
    internal void Stop()
    {
        lock (_gate)
        {
            _isStopping = true;
            _inferenceEnded = true;
            DropFrames();
            while (_slots.PendingCount > 0)
            {
                _slots.Free(_slots.TakePending());
                _tally.DropAtEnd();
            }

            Wake();
        }
    }

    /// <summary>Frees a place; with an old generation it does nothing.</summary>
    internal void Release(ResultSlot slot, int generation)
    {
        lock (_gate)
        {
            if (slot.Generation == generation)
            {
                _slots.Free(slot);
                Monitor.PulseAll(_gate);
            }
        }
    }

    private bool TryChoose(out QueuedFrame frame)
    {
        DropWhatComesTooLate();
        bool any = _ring.Count > 0;
        frame = any ? _ring.Take() : default;
        return any;
    }

    private void DropWhatComesTooLate()
    {
        while (_maxAge is { } maxAge && _ring.Count > 0)
        {
            TimeSpan age = AgeOf(_ring.Oldest.CaptureTimestamp);
            if (age > maxAge)
            {
                _ring.DropOldest();
                _tally.DropAsStale();
            }
            else if (_isAdaptive && _ring.Count > 1 && age + _estimate.Expected > maxAge)
            {
                _ring.DropOldest();
                _tally.DropByPolicy(1);
            }
            else
            {
                return;
            }
        }
    }

    private bool TryTakePending(out PipelineResult result)
    {
        while (_slots.PendingCount > 0)
        {
            ResultSlot slot = _slots.TakePending();
            TimeSpan age = slot.Age;
            if (age > _maxAge)
            {
                DropStale(slot);
                Monitor.PulseAll(_gate);
                continue;
            }

            _estimate.Add(_time.GetElapsedTime(slot.StartTimestamp));
            slot.AgeWhenDelivered = age;
            slot.DroppedBefore = _tally.Deliver(slot.SequenceNumber);
            result = new PipelineResult(slot);
            return true;
        }

        result = default;
        return false;
    }

    private void DropStale(ResultSlot slot)
    {
        _estimate.Add(_time.GetElapsedTime(slot.StartTimestamp));
        _slots.Free(slot);
        _tally.DropAsStale();
    }

    private void DropFrames()
    {
        while (_ring.Count > 0)
        {
            _ring.DropOldest();
            _tally.DropAtEnd();
        }
    }

    // The first fault is the cause; what follows from it is not.
    private void Remember(Exception? failure)
    {
        if (failure is not null && _failure is null && !_isStopping)
        {
            _failure = ExceptionDispatchInfo.Capture(failure);
        }
    }

    private void Wake()
    {
        Monitor.PulseAll(_gate);
        _signal.Set();
    }

    private bool Wait(TimeSpan timeout, long start)
    {
        if (timeout == Timeout.InfiniteTimeSpan)
        {
            return Monitor.Wait(_gate);
        }

        TimeSpan left = timeout - TimeProvider.System.GetElapsedTime(start);
        if (left <= TimeSpan.Zero)
        {
            return false;
        }

        // Whole milliseconds rounded up: waking early would only mean another round.
        Monitor.Wait(_gate, (int)Math.Min(int.MaxValue, Math.Ceiling(left.TotalMilliseconds)));
        return true;
    }
}
