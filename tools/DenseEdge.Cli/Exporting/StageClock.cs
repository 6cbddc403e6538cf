using System.Diagnostics;
using DenseEdge.Cli.Running;

namespace DenseEdge.Cli.Exporting;

/// <summary>Shows the stages of an export and keeps their times.</summary>
internal sealed class StageClock(ProgressDisplay display)
{
    private readonly List<(string Stage, double Seconds)> _times = [];

    /// <summary>The stages so far with their wall-clock time in seconds.</summary>
    public IReadOnlyList<(string Stage, double Seconds)> Times => _times;

    /// <summary>Runs a stage.</summary>
    /// <param name="stage">One or two words.</param>
    /// <param name="work">The stage.</param>
    public T Run<T>(string stage, Func<T> work)
    {
        display.Begin(stage);
        long start = Stopwatch.GetTimestamp();
        T result = work();
        _times.Add((stage, Stopwatch.GetElapsedTime(start).TotalSeconds));
        return result;
    }
}
