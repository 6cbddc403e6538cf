using DenseEdge.Cameras;
using DenseEdge.Contracts;
using DenseEdge.Sdk.Pipeline.Running;

namespace DenseEdge.Sdk.Tests.Pipeline.Support;

/// <summary>A predictor that computes nothing, and only when the test says so.</summary>
internal sealed class GatedPredictor : IFramePredictor
{
    private readonly object _gate = new();
    private bool _isOpen;
    private int _allowed;

    /// <param name="isOpen">Whether it computes without being told to.</param>
    public GatedPredictor(bool isOpen = true) => _isOpen = isOpen;

    public string EngineName { get; init; } = "test engine";

    public TaskSet Tasks { get; init; } = TaskSet.Of(TaskKind.SemanticSegmentation, TaskKind.Depth, TaskKind.Boundaries);

    public int ResultBuffers { get; init; } = 2;

    /// <summary>Called in every run, on the inference thread.</summary>
    public Action<Frame, TaskSet>? OnRun { get; set; }

    public bool IsDisposed { get; private set; }

    /// <summary>What it was told to get ready for.</summary>
    public List<string> Prepared { get; } = [];

    /// <summary>How many runs were begun.</summary>
    public int Started { get; private set; }

    /// <summary>Lets runs end.</summary>
    public void Allow(int count = 1)
    {
        lock (_gate)
        {
            _allowed += count;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Lets all runs end.</summary>
    public void Open()
    {
        lock (_gate)
        {
            _isOpen = true;
            Monitor.PulseAll(_gate);
        }
    }

    public void Prepare(TaskSet tasks) => Prepared.Add(tasks.ToString());

    public DensePrediction Run(Frame frame, TaskSet tasks, TimeSpan queued)
    {
        lock (_gate)
        {
            Started++;
            while (!_isOpen && _allowed == 0)
            {
                Monitor.Wait(_gate);
            }

            _allowed -= _isOpen ? 0 : 1;
        }

        OnRun?.Invoke(frame, tasks);
        return default;
    }

    public void Dispose() => IsDisposed = true;
}
