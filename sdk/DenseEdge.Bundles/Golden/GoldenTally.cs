using System.Globalization;
using DenseEdge.Contracts;
using DenseEdge.Sdk;

namespace DenseEdge.Bundles.Golden;

/// <summary>Adds up how far a model is off, frame by frame.</summary>
internal sealed class GoldenTally(GoldenHeader header)
{
    private readonly double[] _worst = new double[header.Tasks.Count];
    private readonly int[] _worstFrames = new int[header.Tasks.Count];
    private int _frames;
    private long _nonFinite;

    /// <summary>Compares the answers to one frame.</summary>
    public void Add(int index, GoldenFrame frame, DensePrediction prediction)
    {
        _frames++;
        int pixels = header.OutputHeight * header.OutputWidth;
        for (int i = 0; i < header.Tasks.Count; i++)
        {
            TaskKind task = header.Tasks[i];
            byte[] expected = PlaneCodec.Decompress(
                frame.Answers[i], pixels * GoldenAnswer.BytesPerPixel(task), header.OutputWidth, 1);
            double deviation = Deviation(task, expected, prediction);

            // Not a number is worse than anything, and stays.
            if (_frames == 1 || !(deviation <= _worst[i]))
            {
                _worst[i] = double.IsNaN(_worst[i]) ? _worst[i] : deviation;
                _worstFrames[i] = index;
            }
        }
    }

    /// <summary>The sum of it.</summary>
    public GoldenReport Report(string engine, GoldenLatency latency)
    {
        GoldenDeviation[] tasks = [.. header.Tasks.Select(Deviation)];
        List<string> faults = [.. tasks.Where(task => !task.Passed).Select(Sentence)];
        if (_nonFinite > 0)
        {
            faults.Add($"{_nonFinite} numbers are infinite or not a number.");
        }

        return new GoldenReport
        {
            Passed = faults.Count == 0,
            Engine = engine,
            Frames = _frames,
            Tasks = tasks,
            NonFinite = _nonFinite,
            LatencyMs = latency,
            Faults = faults,
        };
    }

    private static string Sentence(GoldenDeviation task) => string.Create(
        CultureInfo.InvariantCulture,
        $"{task.Task.Title()}: expected {task.Measure} of at most {task.Limit:G3} {task.Unit}, found {task.Worst:G3} in golden "
        + $"frame {task.WorstFrame}.");

    private GoldenDeviation Deviation(TaskKind task, int index)
    {
        (string measure, string unit) = task switch
        {
            TaskKind.Depth => ("mean depth error", "relative"),
            TaskKind.SurfaceNormals => ("mean angle", "deg"),
            TaskKind.Boundaries or TaskKind.Saliency => ("mean difference", "probability"),
            _ => ("changed labels", "share"),
        };
        return new GoldenDeviation(task, measure, unit, _worst[index], header.Tolerances.Of(task), _worstFrames[index]);
    }

    private double Deviation(TaskKind task, byte[] expected, DensePrediction prediction)
    {
        if (task.HasClasses())
        {
            return GoldenDistance.ChangedLabels(expected, GoldenAnswer.Labels(task, prediction));
        }

        ReadOnlySpan<float> found = GoldenAnswer.Numbers(task, prediction);
        _nonFinite += GoldenAnswer.CountNonFinite(found);
        float[] numbers = GoldenAnswer.Restore(task, expected);
        return task switch
        {
            TaskKind.Depth => GoldenDistance.RelativeDepth(numbers, found),
            TaskKind.SurfaceNormals => GoldenDistance.MeanAngleDegrees(numbers, found),
            _ => GoldenDistance.MeanDifference(numbers, found),
        };
    }
}
