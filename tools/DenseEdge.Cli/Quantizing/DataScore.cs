using DenseEdge.Cli.Running;
using DenseEdge.Contracts;
using DenseEdge.Data;
using DenseEdge.Evaluation;
using DenseEdge.Onnx;
using DenseEdge.Quantization.Integers;
using DenseEdge.Quantization.Sensitivity;
using DenseEdge.Sdk;

namespace DenseEdge.Cli.Quantizing;

/// <summary>Measures models through the SDK on the test split of a data set: the first metric of every task, and the time of one
/// image on this machine where it stands for the target.</summary>
internal sealed class DataScore : IModelScore, IDisposable
{
    private const int WarmUpFrames = 5;
    private const int TimedFrames = 31;

    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-quantize-").FullName;
    private readonly ISampleSource _samples;
    private readonly bool _isTarget;
    private readonly ProgressDisplay _display;
    private readonly CancellationToken _cancellation;

    public DataScore(ISampleSource samples, IntegerFlavor flavor, ProgressDisplay display, CancellationToken cancellation)
    {
        _samples = samples;
        _isTarget = flavor == IntegerFlavor.Cpu;
        _display = display;
        _cancellation = cancellation;
    }

    /// <inheritdoc/>
    public IReadOnlyList<TaskMetric> Measure(OnnxModel model)
    {
        using DensePredictor predictor = Load(model);
        MetricTable table = ModelEvaluation.Measure(predictor, _samples, _display, visit: null, _cancellation);
        return
        [
            .. table.Scores.GroupBy(score => score.Task).Select(group => group.First())
                .Select(score => new TaskMetric(score.Task.Key(), score.Metric, score.Value, score.HigherIsBetter)),
        ];
    }

    /// <inheritdoc/>
    public double? LatencyMs(OnnxModel model)
    {
        if (!_isTarget)
        {
            return null;
        }

        using DensePredictor predictor = Load(model);
        Rgb24Image frame = _samples.Load(0).Image;
        List<double> times = [];
        for (int i = 0; i < WarmUpFrames + TimedFrames; i++)
        {
            _cancellation.ThrowIfCancellationRequested();
            using DensePrediction prediction = predictor.Run(frame);
            times.Add(prediction.Timing.NetworkMs);
        }

        return times.Skip(WarmUpFrames).Order().ElementAt(TimedFrames / 2);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // Models for another engine are computed node by node, as that engine would, without this one's fusions.
    private DensePredictor Load(OnnxModel model)
    {
        string path = Path.Combine(_folder, "model.onnx");
        model.Save(path);
        return MeasuredModel.Load(path, _isTarget);
    }
}
