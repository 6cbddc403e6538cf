using DenseEdge.Cameras;
using DenseEdge.Sdk.Diagnostics;
using DenseEdge.Sdk.Pipeline.Degradation;
using DenseEdge.Telemetry;
using Microsoft.Extensions.Logging;

namespace DenseEdge.Sdk.Pipeline.Running;

/// <summary>The threads of a pipeline, from their start with the first read to their end.</summary>
internal sealed class PipelineCore : IDisposable
{
    private readonly Lock _life = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Camera _camera;
    private readonly bool _ownsCamera;
    private readonly PipelineOptions _options;
    private readonly string _engineName;
    private readonly List<IFramePredictor> _loaded = [];
    private readonly Degrader _degrader;
    private readonly FrameReporter _reporter;
    private readonly CaptureLoop _capture;
    private readonly Worker _captureWorker;
    private readonly Worker _inferenceWorker;
    private readonly Action<CameraStatusChangedEventArgs> _sourceChanged;
    private readonly Action<DegradationChangedEventArgs> _degradationChanged;
    private volatile SourceWatch? _watch;
    private volatile bool _isDisposed;

    internal PipelineCore(
        Camera camera, bool ownsCamera, IFramePredictor predictor, PipelineOptions options,
        Func<DegradationStep, IFramePredictor> load, Action<CameraStatusChangedEventArgs> sourceChanged,
        Action<DegradationChangedEventArgs> degradationChanged)
    {
        TimeProvider time = camera.TimeProvider;
        _camera = camera;
        _ownsCamera = ownsCamera;
        _options = options;
        _engineName = predictor.EngineName;
        _sourceChanged = sourceChanged;
        _degradationChanged = degradationChanged;
        QualityLevel[] levels = LoadLevels(predictor, load);
        int results = levels.Min(level => level.Predictor.ResultBuffers);
        Capacity = RingSize.For(options, camera.FrameBuffers, results);
        Exchange = new FrameExchange(options, Capacity, results, time);
        _reporter = new FrameReporter(Exchange, camera.Name, options.Logger, time);
        _degrader = new Degrader(options.Degradation, levels, Thermometer(options.Degradation, time), time, OnDegradationChanged);
        _capture = new CaptureLoop(camera, Exchange, _stopping.Token);
        InferenceLoop inference = new(Exchange, _degrader, _reporter, camera.Name, time);
        _captureWorker = new Worker("denseedge capture", _capture.Work, ownsCamera ? camera.Dispose : static () => { });
        _inferenceWorker = new Worker("denseedge inference", inference.Work, CleanUpInference);
    }

    internal FrameExchange Exchange { get; }

    internal int Capacity { get; }

    internal int DegradationLevel => _degrader.Level;

    internal CameraStatus SourceStatus => _watch?.Status ?? _camera.Status;

    internal bool IsDisposed => _isDisposed;

    /// <summary>Takes the next result; the first call starts the threads.</summary>
    internal TakeOutcome TryTake(TimeSpan timeout, CancellationToken cancellation, out PipelineResult result)
    {
        if (_watch is null)
        {
            Start();
        }

        TakeOutcome outcome = Exchange.TryTake(timeout, cancellation, out result);
        if (outcome == TakeOutcome.Taken)
        {
            _reporter.Delivered(result.AgeWhenDelivered);
        }

        return outcome;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_life)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
        }

        _stopping.Cancel();
        Exchange.Stop();
        _watch?.Dispose();
        long start = TimeProvider.System.GetTimestamp();
        Join(_captureWorker, "the camera", start);
        Join(_inferenceWorker, "the engine", start);
        _reporter.Report();
        if (_watch is not null)
        {
            Farewell();
        }

        _stopping.Dispose();
    }

    private void Start()
    {
        lock (_life)
        {
            if (_isDisposed || _watch is not null)
            {
                return;
            }

            SdkLog.PipelineStarted(_options.Logger, _camera.Name, _engineName, _options.Policy, Capacity);
            if (_options.BoardMetrics)
            {
                BoardMetrics.Acquire();
            }

            Exchange.Begin(_ownsCamera ? 0 : _camera.NextSequenceNumber);
            _watch = new SourceWatch(_camera, _capture, Exchange, _options.GiveUpAfter, OnSourceChanged);
            _captureWorker.Start();
            _inferenceWorker.Start();
        }
    }

    private void Join(Worker worker, string what, long start)
    {
        TimeSpan waited = TimeProvider.System.GetElapsedTime(start);
        TimeSpan left = _options.StopTimeout - waited;
        if (!worker.Join(left > TimeSpan.Zero ? left : TimeSpan.Zero))
        {
            SdkLog.StopTimedOut(_options.Logger, _camera.Name, what, TimeProvider.System.GetElapsedTime(start).TotalSeconds);
        }
    }

    private void Farewell()
    {
        if (_options.BoardMetrics)
        {
            BoardMetrics.Release();
        }

        _reporter.SetLevel(0);
        PipelineCounts counts = Exchange.Counts;
        SdkLog.PipelineStopped(
            _options.Logger, _camera.Name, counts.Captured, counts.Delivered, counts.Dropped, counts.InFlight);
    }

    private void OnSourceChanged(CameraStatusChangedEventArgs step)
    {
        LogLevel level = step.Current switch
        {
            CameraStatus.Failed => LogLevel.Error,
            CameraStatus.Stalled or CameraStatus.Reconnecting => LogLevel.Warning,
            _ => LogLevel.Information,
        };
        SdkLog.SourceStatusChanged(_options.Logger, level, _camera.Name, step.Previous, step.Current, step.Reason);
        _sourceChanged(step);
    }

    private void OnDegradationChanged(DegradationChangedEventArgs step)
    {
        _reporter.SetLevel(step.Level);
        if (step.Level > step.PreviousLevel)
        {
            SdkLog.DegradationStepTaken(_options.Logger, _camera.Name, step.Level, step.Step.ToString(), step.Reason);
        }
        else
        {
            SdkLog.DegradationStepTakenBack(_options.Logger, _camera.Name, step.Level, step.Step.ToString(), step.Reason);
        }

        _degradationChanged(step);
    }

    private QualityLevel[] LoadLevels(IFramePredictor predictor, Func<DegradationStep, IFramePredictor> load)
    {
        bool complete = false;
        try
        {
            QualityLevel[] levels = QualityLevels.Make(
                predictor, _options.Tasks, _options.Degradation?.Steps ?? [], load, _loaded);
            RingSize.For(_options, _camera.FrameBuffers, levels.Min(level => level.Predictor.ResultBuffers));
            Array.ForEach(levels, level => level.Predictor.Prepare(level.Tasks));
            complete = true;
            return levels;
        }
        finally
        {
            if (!complete)
            {
                _loaded.ForEach(loaded => loaded.Dispose());
            }
        }
    }

    private static BoardThermometer? Thermometer(DegradationOptions? options, TimeProvider time)
        => options?.TemperatureLimitCelsius is null
            ? null
            : new BoardThermometer(options.Sensors ?? BoardSensors.Open(), options.Sensors is null, time);

    private void CleanUpInference()
    {
        _degrader.Dispose();
        _loaded.ForEach(loaded => loaded.Dispose());
    }
}
