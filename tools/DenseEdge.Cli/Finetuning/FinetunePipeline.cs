using System.Globalization;
using DenseEdge.Cli.Converting;
using DenseEdge.Cli.Exporting;
using DenseEdge.Cli.Quantizing;
using DenseEdge.Cli.Running;
using DenseEdge.Contracts;
using DenseEdge.Evaluation;
using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Linting;
using DenseEdge.Quantization.Calibration;
using DenseEdge.Quantization.Float16;
using DenseEdge.Quantization.Integers;
using DenseEdge.Quantization.Opsets;
using DenseEdge.Sdk;
using DenseEdge.Training.Engine;
using DenseEdge.Training.Export;
using DenseEdge.Training.Network;
using DenseEdge.Training.QuantizationAware;

namespace DenseEdge.Cli.Finetuning;

/// <summary>
/// The way from a run to a fine-tuned integer model: the export of an integer model, the training of its codes, the same graph
/// with the new ones → the target's linter → the metrics of the float model and of both integer models. Only then files are
/// written.
/// </summary>
internal sealed class FinetunePipeline : IDisposable
{
    private readonly FinetunePlan _plan;
    private readonly ProgressDisplay _display;
    private readonly EngineRuns _engine = new();

    private FinetunePipeline(FinetunePlan plan, ProgressDisplay display) => (_plan, _display) = (plan, display);

    private string Path => _plan.Export.ModelPath;

    /// <summary>Fine-tunes and writes model and report.</summary>
    /// <param name="plan">What to do.</param>
    /// <param name="display">Shows the progress.</param>
    /// <param name="cancellation">Ends it; then nothing is written.</param>
    /// <exception cref="InvalidDataException">The data have faults, or the model can't be trained or isn't accepted.</exception>
    public static FinetuneReport Run(FinetunePlan plan, ProgressDisplay display, CancellationToken cancellation)
    {
        using FinetunePipeline pipeline = new(plan, display);
        return pipeline.Run(cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _engine.Dispose();

    private FinetuneReport Run(CancellationToken cancellation)
    {
        NetworkOptions shape = _plan.Run.Network;
        DataSplits data = DataSets.Open(_plan.Data, (shape.InputHeight, shape.InputWidth));
        OnnxModel plain = Build();
        OnnxModel original = Simplified(plain);
        CalibrationTable calibration = Calibrate(original, cancellation);
        OnnxModel quantized = Quantizer.Quantize(original, calibration, _plan.Quantization).Model;
        using QuantizationAwareTraining training =
            QuantizationAwareTraining.Start(quantized, original, _plan.Run, _plan.Training, data.Train);
        TrainingOutcome outcome = Train(training, data, cancellation);
        OnnxModel before = Finished(quantized, calibration);
        OnnxModel after = Finished(training.ToModel(), calibration);
        RequireAccepted(after);
        FinetuneReport report = new()
        {
            Plan = _plan,
            Outcome = outcome,
            Losses = [.. training.History.Rows.Select(row => row.Values[0])],
            Float = Measure(plain, _plan.Export.WithPrecision(ModelPrecision.Float32), data, cancellation),
            Before = Measure(before, _plan.Export, data, cancellation),
            After = Measure(after, _plan.Export, data, cancellation),
            FloatBytes = plain.Proto.CalculateSize(),
            IntegerBytes = after.Proto.CalculateSize(),
        };
        after.Save(Path);
        FinetuneReportFile.Write(_plan.Export.ReportPath, report);
        return report;
    }

    private OnnxModel Build()
    {
        using MultiTaskNetwork network = _plan.Export.Source.Make();
        return OnnxExporter.Build(network, _plan.Export.Options);
    }

    private OnnxModel Simplified(OnnxModel plain)
    {
        OnnxGraph graph = OnnxGraph.Open(plain, Path);
        ExactPasses.Apply(graph, _plan.Export.Target, ModelPrecision.Int8);
        return graph.ToModel();
    }

    private CalibrationTable Calibrate(OnnxModel model, CancellationToken cancellation)
    {
        _display.Begin("calibrating");
        OnnxGraph graph = OnnxGraph.Open(model, Path);
        CalibrationImages images =
            CalibrationImages.Open(_plan.Export.Calibrate!, ImageInput.Of(graph, Path, PixelScaling.Bytes));
        CalibrationOptions options = new()
        {
            Images = _plan.Export.CalibrationImages,
            Progress = new CalibrationDisplay(_display),
        };
        return Quantizer.Calibrate(model, images, options, cancellation);
    }

    private TrainingOutcome Train(QuantizationAwareTraining training, DataSplits data, CancellationToken cancellation)
    {
        _display.Begin("fine-tuning");
        _display.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{data.Train.Count} training images, {training.ParameterCount / 1e6:F2} M weights and biases"));
        TrainingOutcome outcome = training.Run(new StepDisplay(_display), cancellation);
        cancellation.ThrowIfCancellationRequested();
        return outcome;
    }

    /// <summary>Brings a trained graph into the target's arithmetic, and lets it say so.</summary>
    private OnnxModel Finished(OnnxModel model, CalibrationTable calibration)
    {
        OnnxModel finished = new(model.Proto.Clone());
        if (_plan.IsHalf)
        {
            OnnxGraph graph = OnnxGraph.Open(OpsetUpgrade.Raise(model, _plan.Export.Flavour.Opset, Path), Path);
            HalfPrecision.Convert(graph, new HalfOptions().With(calibration));
            finished = graph.ToModel();
        }

        ModelMetadata metadata = ModelMetadata.Parse(finished.GetMetadata(ModelMetadata.Key), Path);
        finished.SetMetadata(ModelMetadata.Key, (metadata with { Precision = ModelPrecision.Int8 }).ToJson());
        return finished;
    }

    private void RequireAccepted(OnnxModel model)
    {
        LintReport lint = Linter.Judge(model, _plan.Export.Target);
        if (!lint.IsAccepted)
        {
            IEnumerable<LintFinding> errors = lint.Findings.Where(finding => finding.Severity == LintSeverity.Error);
            throw new InvalidDataException(
                $"{Path}: {_plan.Export.Target.Name} would not accept this model; nothing was written.\n  "
                + string.Join("\n  ", errors));
        }
    }

    private MetricTable Measure(OnnxModel model, ExportPlan plan, DataSplits data, CancellationToken cancellation)
    {
        _display.Begin("measuring");
        using DensePredictor predictor = _engine.Load(model, plan);
        return ModelEvaluation.Measure(predictor, data.Test, _display, visit: null, cancellation);
    }
}
