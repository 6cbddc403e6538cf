using DenseEdge.Cli.Running;
using DenseEdge.Contracts;
using DenseEdge.Data;
using DenseEdge.Evaluation;
using DenseEdge.Onnx;
using DenseEdge.Onnx.Targets;
using DenseEdge.Quantization.Sensitivity;
using DenseEdge.Sdk;

namespace DenseEdge.Cli.Converting;

/// <summary>Measures models through the SDK on labelled samples: the first metric of every task, and the time of one image on
/// this machine where it stands for the target; else that time is modelled.</summary>
/// <param name="samples">The samples, at least one.</param>
/// <param name="target">The target.</param>
/// <param name="display">Shows the progress.</param>
/// <param name="cancellation">Ends the measurement.</param>
internal sealed class DataScore(
    ISampleSource samples, TargetProfile target, ProgressDisplay display, CancellationToken cancellation)
    : IModelScore, IDisposable
{
    private const int WarmUpFrames = 5;
    private const int TimedFrames = 31;

    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-score-").FullName;
    private readonly bool _isTarget = target.Engine == TargetEngine.Cpu;

    /// <inheritdoc/>
    public IReadOnlyList<TaskMetric> Measure(OnnxModel model)
    {
        using DensePredictor predictor = Load(model);
        MetricTable table = ModelEvaluation.Measure(predictor, samples, display, visit: null, cancellation);
        return
        [
            .. table.Main.Select(score => new TaskMetric(score.Task.Key(), score.Metric, score.Value, score.HigherIsBetter)),
        ];
    }

    /// <inheritdoc/>
    public ModelCost CostOf(OnnxModel model)
        => _isTarget ? new ModelCost(LatencyMs(model), IsMeasured: true) : ArithmeticCost.Of(model, target.RelativeSpeed);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private double LatencyMs(OnnxModel model)
    {
        using DensePredictor predictor = Load(model);
        Rgb24Image frame = samples.Load(0).Image;
        List<double> times = [];
        for (int i = 0; i < WarmUpFrames + TimedFrames; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            using DensePrediction prediction = predictor.Run(frame);
            times.Add(prediction.Timing.NetworkMs);
        }

        return times.Skip(WarmUpFrames).Order().ElementAt(TimedFrames / 2);
    }

    // Models for another engine are computed node by node, as that engine would, without this one's fusions.
    private DensePredictor Load(OnnxModel model)
    {
        string path = Path.Combine(_folder, "model.onnx");
        model.Save(path);
        return MeasuredModel.Load(path, _isTarget);
    }
}
