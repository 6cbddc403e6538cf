using DenseEdge.Cli.Converting;
using DenseEdge.Cli.Running;
using DenseEdge.Contracts;
using DenseEdge.Onnx;
using DenseEdge.Onnx.Linting;
using DenseEdge.Quantization.Calibration;
using DenseEdge.Quantization.Integers;
using DenseEdge.Quantization.Sensitivity;
using DenseEdge.Sdk;
using DenseEdge.Training.Export;
using DenseEdge.Training.Network;

namespace DenseEdge.Cli.Exporting;

/// <summary>
/// The way from a network to a file that a target accepts: plain FP32 graph → exact passes → precision → the target's linter →
/// comparison with the plain graph → file and report. Under an accuracy budget the fastest variant within it is taken, from the
/// precision asked for to FP32. Until the last stage nothing is written where the user looks.
/// </summary>
internal sealed class ExportPipeline : IDisposable
{
    private readonly ExportPlan _plan;
    private readonly ProgressDisplay _display;
    private readonly StageClock _clock;
    private readonly EngineRuns _engine = new();
    private VariantChoice? _choice;

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
        ExportPlan plan = _plan.WithPrecision(chosen.Precision);
        LintReport lint = _clock.Run("lint", () => Accepted(chosen.Model, plan));
        AgreementFrames frames = _clock.Run("frames", Frames);
        using DensePredictor expected = _engine.Load(plain, _plan.WithPrecision(ModelPrecision.Float32));
        using DensePredictor found = _engine.Load(chosen.Model, plan);
        ModelAgreement agreement = _clock.Run("comparison", () => EngineRuns.Compare(expected, found, frames));
        ExportReport report = new()
        {
            Plan = plan,
            Wanted = _plan.Precision,
            Metadata = found.Model,
            Summary = chosen.Model.Summarize(),
            Parameters = parameters,
            Steps = chosen.Steps,
            Findings = lint.Findings,
            Choice = _choice,
            Engine = found.EngineName,
            Frames = frames.Name,
            FrameCount = agreement.Frames,
            Agreement = agreement.Tasks,
            Times = _clock.Times,
        };
        chosen.Model.Save(plan.ModelPath);
        ExportReportFile.Write(plan.ReportPath, report);
        return report;
    }

    private (OnnxModel Plain, long Parameters) Build()
    {
        using MultiTaskNetwork network = _plan.Source.Make();
        return (OnnxExporter.Build(network, _plan.Options), network.parameters().Sum(parameter => parameter.numel()));
    }

    private ConvertedModel Choose(OnnxModel plain, CancellationToken cancellation)
    {
        ConversionRequest request = new()
        {
            Plain = plain,
            Source = _plan.ModelPath,
            Target = _plan.Target,
            Integers = new QuantizationOptions
            {
                Flavor = IntegerFlavor.Cpu,
                Calibration = new CalibrationOptions { Images = _plan.CalibrationImages },
            },
            Calibrate = _plan.Calibrate,
        };
        ModelConverter converter = new(request, _clock, _display, cancellation);
        if (_plan.AccuracyBudget is not { } budget)
        {
            return converter.Convert(_plan.Precision, []);
        }

        DataSplits data = _clock.Run("data", () => DataSets.Open(_plan.Calibrate!, InputSize));
        _choice = converter.Choose(_plan.Precision, budget, data.Test);
        return converter.Convert(ModelPrecisions.Parse(_choice.Name), _choice.Kept);
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
