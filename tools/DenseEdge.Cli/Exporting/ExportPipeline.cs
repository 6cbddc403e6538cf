using DenseEdge.Cli.Running;
using DenseEdge.Contracts;
using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Linting;
using DenseEdge.Onnx.Targets;
using DenseEdge.Sdk;
using DenseEdge.Training.Export;
using DenseEdge.Training.Network;

namespace DenseEdge.Cli.Exporting;

/// <summary>
/// The way from a network to a file that a target accepts: plain FP32 graph → exact passes → precision → the target's linter →
/// comparison with the plain graph → file and report. Until the last stage nothing is written beside the target's files.
/// </summary>
internal sealed class ExportPipeline
{
    private readonly ExportPlan _plan;
    private readonly ProgressDisplay _display;
    private readonly StageClock _clock;
    private readonly List<ExportStep> _steps = [];

    private ExportPipeline(ExportPlan plan, ProgressDisplay display)
        => (_plan, _display, _clock) = (plan, display, new StageClock(display));

    /// <summary>Exports a network and writes model and report.</summary>
    /// <param name="plan">What to do.</param>
    /// <param name="display">Shows the progress.</param>
    /// <param name="cancellation">Ends the export.</param>
    /// <exception cref="InvalidDataException">The target would not accept the model; the message lists the
    /// errors.</exception>
    public static ExportReport Run(ExportPlan plan, ProgressDisplay display, CancellationToken cancellation)
        => new ExportPipeline(plan, display).Run(cancellation);

    private ExportReport Run(CancellationToken cancellation)
    {
        (OnnxModel plain, long parameters) = _clock.Run("network", Build);
        OnnxModel model = _clock.Run("passes", () => Simplify(plain));
        model = _clock.Run("precision", () => new PrecisionStage(_plan, _steps, _display).Apply(model, cancellation));
        Describe(model);
        LintReport lint = _clock.Run("lint", () => Accepted(model));
        AgreementFrames frames = _clock.Run("frames", Frames);
        (ModelAgreement agreement, string engine) = _clock.Run("comparison", () => Compare(plain, model, frames));
        ExportReport report = new()
        {
            ModelPath = _plan.ModelPath,
            Source = _plan.Source.Title,
            Metadata = Metadata(model),
            Target = _plan.Target,
            Flavour = _plan.Flavour,
            Summary = model.Summarize(),
            Parameters = parameters,
            Steps = _steps,
            Findings = lint.Findings,
            Engine = engine,
            Frames = frames.Name,
            FrameCount = agreement.Frames,
            Agreement = agreement.Tasks,
            Times = _clock.Times,
        };
        model.Save(_plan.ModelPath);
        ExportReportFile.Write(_plan.ReportPath, report);
        return report;
    }

    private (OnnxModel Plain, long Parameters) Build()
    {
        using MultiTaskNetwork network = _plan.Source.Make();
        return (OnnxExporter.Build(network, _plan.Options), network.parameters().Sum(parameter => parameter.numel()));
    }

    private OnnxModel Simplify(OnnxModel plain)
    {
        OnnxGraph graph = OnnxGraph.Open(plain, _plan.ModelPath);
        foreach (IGraphPass pass in ExportPasses.For(_plan.Target, _plan.Precision))
        {
            _steps.Add(new ExportStep(pass.Name, pass.Description, pass.Apply(graph)));
        }

        return graph.ToModel();
    }

    private void Describe(OnnxModel model)
        => model.SetMetadata(ModelMetadata.Key, (Metadata(model) with { Precision = _plan.Precision }).ToJson());

    private ModelMetadata Metadata(OnnxModel model)
        => ModelMetadata.Parse(model.GetMetadata(ModelMetadata.Key), _plan.ModelPath);

    private LintReport Accepted(OnnxModel model)
    {
        LintReport report = Linter.Judge(model, _plan.Target);
        IEnumerable<LintFinding> errors = report.Findings.Where(finding => finding.Severity == LintSeverity.Error);
        return report.IsAccepted
            ? report
            : throw new InvalidDataException(
                $"{_plan.ModelPath}: {_plan.Target.Name} would not accept this model; nothing was written.\n  "
                + string.Join("\n  ", errors));
    }

    /// <summary>Images of the calibration data if there are some: what a network makes of noise says less.</summary>
    private AgreementFrames Frames()
    {
        (int height, int width) = (
            _plan.Options.CameraHeight ?? _plan.Source.Network.InputHeight,
            _plan.Options.CameraWidth ?? _plan.Source.Network.InputWidth);
        return _plan.Calibrate is { } data
            ? AgreementFrames.Of(DataSets.Open(data, (height, width)))
            : AgreementFrames.Random(height, width);
    }

    private (ModelAgreement Agreement, string Engine) Compare(OnnxModel plain, OnnxModel model, AgreementFrames frames)
    {
        string folder = Directory.CreateTempSubdirectory("denseedge-export-").FullName;
        try
        {
            // Integers for another engine are computed as that engine does it: node by node, without this one's fusions.
            bool optimize = !_plan.Flavour.IsQuantized || _plan.Target.Engine == TargetEngine.Cpu;
            using DensePredictor expected = Load(plain, Path.Combine(folder, "plain.onnx"), optimizeGraph: true);
            using DensePredictor found = Load(model, Path.Combine(folder, "model.onnx"), optimize);
            ModelAgreement agreement = new();
            foreach (Rgb24Image frame in frames.Frames)
            {
                using DensePrediction left = expected.Run(frame), right = found.Run(frame);
                agreement.Add(left, right);
            }

            return (agreement, found.EngineName);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static DensePredictor Load(OnnxModel model, string path, bool optimizeGraph)
    {
        model.Save(path);
        return DensePredictor.Load(path, new PredictorOptions { OptimizeGraph = optimizeGraph });
    }
}
