using DenseEdge.Cli.Running;
using DenseEdge.Contracts;
using DenseEdge.Evaluation;
using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Linting;
using DenseEdge.Sdk;
using DenseEdge.Training.Export;
using DenseEdge.Training.Network;

namespace DenseEdge.Cli.Exporting;

/// <summary>
/// The way from a network to a file that a target accepts: plain FP32 graph → exact passes → precision → the target's linter →
/// comparison with the plain graph → file and report. Under an accuracy budget precisions are tried from the one asked for to
/// FP32, and the first within the budget is taken. Until the last stage nothing is written where the user looks.
/// </summary>
internal sealed class ExportPipeline : IDisposable
{
    private readonly ExportPlan _plan;
    private readonly ProgressDisplay _display;
    private readonly StageClock _clock;
    private readonly EngineRuns _engine = new();
    private readonly List<BudgetLine> _budget = [];

    private ExportPipeline(ExportPlan plan, ProgressDisplay display)
        => (_plan, _display, _clock) = (plan, display, new StageClock(display));

    /// <summary>Exports a network and writes model and report.</summary>
    /// <param name="plan">What to do.</param>
    /// <param name="display">Shows the progress.</param>
    /// <param name="cancellation">Ends the export.</param>
    /// <exception cref="InvalidDataException">The target would not accept the model, or the calibration data have faults; the
    /// message lists them.</exception>
    public static ExportReport Run(ExportPlan plan, ProgressDisplay display, CancellationToken cancellation)
    {
        using ExportPipeline pipeline = new(plan, display);
        return pipeline.Run(cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _engine.Dispose();

    private ExportReport Run(CancellationToken cancellation)
    {
        (OnnxModel plain, long parameters) = _clock.Run("network", Build);
        ConvertedModel chosen = Choose(plain, cancellation);
        AgreementFrames frames = _clock.Run("frames", Frames);
        using DensePredictor expected = _engine.Load(plain, _plan.WithPrecision(ModelPrecision.Float32));
        using DensePredictor found = _engine.Load(chosen.Model, chosen.Plan);
        ModelAgreement agreement = _clock.Run("comparison", () => EngineRuns.Compare(expected, found, frames));
        ExportReport report = new()
        {
            Plan = chosen.Plan,
            Wanted = _plan.Precision,
            Metadata = found.Model,
            Summary = chosen.Model.Summarize(),
            Parameters = parameters,
            Steps = chosen.Steps,
            Findings = chosen.Lint.Findings,
            Budget = _budget,
            Engine = found.EngineName,
            Frames = frames.Name,
            FrameCount = agreement.Frames,
            Agreement = agreement.Tasks,
            Times = _clock.Times,
        };
        chosen.Model.Save(chosen.Plan.ModelPath);
        ExportReportFile.Write(chosen.Plan.ReportPath, report);
        return report;
    }

    private (OnnxModel Plain, long Parameters) Build()
    {
        using MultiTaskNetwork network = _plan.Source.Make();
        return (OnnxExporter.Build(network, _plan.Options), network.parameters().Sum(parameter => parameter.numel()));
    }

    private ConvertedModel Choose(OnnxModel plain, CancellationToken cancellation)
    {
        if (_plan.AccuracyBudget is not { } budget)
        {
            return Convert(plain, _plan, cancellation);
        }

        DataSplits data = _clock.Run("data", () => DataSets.Open(_plan.Calibrate!, InputSize));
        MetricTable wanted = Measure(plain, _plan.WithPrecision(ModelPrecision.Float32), data, cancellation);
        foreach (ExportPlan attempt in _plan.Ladder.SkipLast(1))
        {
            ConvertedModel converted = Convert(plain, attempt, cancellation);
            IReadOnlyList<BudgetLine> lines =
                BudgetLine.Compare(attempt.Precision, wanted, Measure(converted.Model, attempt, data, cancellation));
            _budget.AddRange(lines);
            if (lines.All(line => line.Fits(budget)))
            {
                return converted;
            }
        }

        return Convert(plain, _plan.Ladder[^1], cancellation);
    }

    private MetricTable Measure(OnnxModel model, ExportPlan plan, DataSplits data, CancellationToken cancellation)
        => _clock.Run($"score {plan.Precision.Key()}", () => _engine.Measure(model, plan, data, _display, cancellation));

    private ConvertedModel Convert(OnnxModel plain, ExportPlan plan, CancellationToken cancellation)
    {
        List<ExportStep> steps = [];
        OnnxModel model = _clock.Run("passes", () => Simplify(plain, plan, steps));
        model = _clock.Run(
            plan.Precision.Key(), () => new PrecisionStage(plan, steps, _display).Apply(model, cancellation));
        ModelMetadata metadata = ModelMetadata.Parse(model.GetMetadata(ModelMetadata.Key), plan.ModelPath);
        model.SetMetadata(ModelMetadata.Key, (metadata with { Precision = plan.Precision }).ToJson());
        return new ConvertedModel(plan, model, steps, _clock.Run("lint", () => Accepted(model, plan)));
    }

    private static OnnxModel Simplify(OnnxModel plain, ExportPlan plan, List<ExportStep> steps)
    {
        OnnxGraph graph = OnnxGraph.Open(plain, plan.ModelPath);
        steps.AddRange(ExportPasses.Apply(graph, plan.Target, plan.Precision));
        return graph.ToModel();
    }

    private static LintReport Accepted(OnnxModel model, ExportPlan plan)
    {
        LintReport report = Linter.Judge(model, plan.Target);
        IEnumerable<LintFinding> errors = report.Findings.Where(finding => finding.Severity == LintSeverity.Error);
        return report.IsAccepted
            ? report
            : throw new InvalidDataException(
                $"{plan.ModelPath}: {plan.Target.Name} would not accept this model; nothing was written.\n  "
                + string.Join("\n  ", errors));
    }

    /// <summary>Images of the calibration data if there are some: what a network makes of noise says less.</summary>
    private AgreementFrames Frames()
        => _plan.Calibrate is { } data ? AgreementFrames.Of(data, InputSize) : AgreementFrames.Random(InputSize);

    private (int Height, int Width) InputSize => (
        _plan.Options.CameraHeight ?? _plan.Source.Network.InputHeight,
        _plan.Options.CameraWidth ?? _plan.Source.Network.InputWidth);
}
