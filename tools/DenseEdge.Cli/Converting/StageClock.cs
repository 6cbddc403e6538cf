using System.Diagnostics;
using DenseEdge.Cli.Running;

namespace DenseEdge.Cli.Converting;

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
        Add(stage, Stopwatch.GetElapsedTime(start).TotalSeconds);
        return result;
    }

    /// <summary>A stage that runs again, for another precision, counts once.</summary>
    private void Add(string stage, double seconds)
    {
        int known = _times.FindIndex(time => time.Stage == stage);
        if (known < 0)
        {
            _times.Add((stage, seconds));
        }
        else
        {
            _times[known] = (stage, _times[known].Seconds + seconds);
        }
    }
}
