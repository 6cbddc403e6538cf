using System.Diagnostics.CodeAnalysis;
using DenseEdge.Sdk.Diagnostics;
using DenseEdge.Storage;
using Microsoft.Extensions.Logging;

namespace DenseEdge.Sdk.Following;

/// <summary>Looks at the pointer from time to time, and brings the predictor to the model that it names. All of it happens on a
/// thread of its own; a frame only ever waits for the exchange of one reference.</summary>
internal sealed class ActiveModelFollower : IDisposable
{
    // A device's flash memory wears out with every file that is written.
    private static readonly TimeSpan LatencyPeriod = TimeSpan.FromMinutes(5);
    private const int LeastFrames = 100;

    private readonly DensePredictor _predictor;
    private readonly ActiveModelFiles _files;
    private readonly ManualResetEventSlim _stop = new();
    private readonly Thread _thread;
    private volatile ModelReference _current;
    private ActivePointer _seen;
    private string? _lastRefusal;
    private long? _latencyTold;

    public ActiveModelFollower(DensePredictor predictor, ActiveModelFiles files, ActivePointer active)
    {
        _predictor = predictor;
        _files = files;
        _current = active.Active;
        _seen = active;
        _thread = new Thread(Work) { IsBackground = true, Name = "denseedge active model" };
        _thread.Start();
    }

    public ModelReference Current => _current;

    private ILogger Logger => _files.Options.Predictor.Logger;

    /// <summary>Stops following. A model that is being loaded is freed when it is done; nobody waits for that.</summary>
    public void Dispose() => _stop.Set();

    private void Work()
    {
        while (!_stop.Wait(_files.Options.PollInterval))
        {
            Look();
            TellLatency();
        }
    }

    // Not while a model that was refused is the active one: the word about it must stay until the agent has read it.
    private void TellLatency()
    {
        TimeProvider time = _files.Options.Predictor.TimeProvider;
        bool isDue = _latencyTold is not { } told || time.GetElapsedTime(told) >= LatencyPeriod;
        if (_files.Options.AppName is null || !isDue || _seen.Active != _current)
        {
            return;
        }

        float[] sortedMs = _predictor.SortedFrameMs();
        if (sortedMs.Length >= LeastFrames)
        {
            _latencyTold = time.GetTimestamp();
            _files.Tell(_current, null, sortedMs);
        }
    }

    private void Look()
    {
        ModelReference previous = _current;
        string? refusal = TryFollow(out ModelReference? wanted, out TimeSpan preparation);
        if (refusal is not null)
        {
            Refuse(wanted, refusal);
        }
        else if (wanted is not null)
        {
            SdkLog.ModelSwapped(Logger, wanted.Digest, preparation.TotalSeconds);
            _files.Tell(wanted, null);
            _latencyTold = null;
            _predictor.Tell(new ModelSwappedEventArgs(previous, wanted, preparation));
        }
    }

    /// <summary>Brings the predictor to the model that the pointer names.</summary>
    /// <param name="wanted">That model; null if there is nothing to do.</param>
    /// <param name="preparation">How long it took.</param>
    /// <returns>Why it can't be done; null if it was.</returns>
    [SuppressMessage("Design", "CA1031",
        Justification = "Whatever is wrong with a new model, the old one goes on; event and log tell.")]
    private string? TryFollow(out ModelReference? wanted, out TimeSpan preparation)
    {
        TimeProvider time = _files.Options.Predictor.TimeProvider;
        long start = time.GetTimestamp();
        wanted = null;
        preparation = default;
        try
        {
            ActivePointer active = _files.ReadPointer();
            if (active == _seen)
            {
                return null;
            }

            // Once for each change: a model that can't take over isn't tried every second.
            _seen = active;
            wanted = active.Active == _current ? null : active.Active;
            string? objection = wanted is null ? null : Exchange(wanted);
            preparation = time.GetElapsedTime(start);
            return objection;
        }
        catch (Exception fault)
        {
            return fault.Message;
        }
    }

    private string? Exchange(ModelReference wanted)
    {
        DensePredictor? next = _files.Load(wanted);
        try
        {
            if (_predictor.WarmUp(next) is { } objection)
            {
                return objection;
            }

            // From here on the model is the predictor's, which frees it if it was disposed meanwhile.
            DensePredictor adopted = next;
            next = null;
            if (_predictor.Adopt(adopted))
            {
                _current = wanted;
            }

            return null;
        }
        finally
        {
            next?.Dispose();
        }
    }

    // A pointer that can't be read is told once, not with every look.
    private void Refuse(ModelReference? wanted, string reason)
    {
        if (wanted is null && reason == _lastRefusal)
        {
            return;
        }

        _lastRefusal = reason;
        SdkLog.ModelSwapRefused(Logger, wanted?.Digest ?? "the pointer", reason);
        if (wanted is not null)
        {
            _files.Tell(wanted, reason);
        }

        _predictor.Tell(new ModelSwapRefusedEventArgs(wanted, reason));
    }
}
