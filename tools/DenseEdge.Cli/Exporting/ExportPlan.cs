using DenseEdge.Cli.Converting;
using DenseEdge.Contracts;
using DenseEdge.Onnx.Targets;
using DenseEdge.Quantization.Sensitivity;
using DenseEdge.Training.Export;

namespace DenseEdge.Cli.Exporting;

/// <summary>An export that can be done: every choice is made, and nothing contradicts anything else.</summary>
internal sealed record ExportPlan
{
    /// <summary>Where the network comes from.</summary>
    public required NetworkSource Source { get; init; }

    /// <summary>The target.</summary>
    public required TargetProfile Target { get; init; }

    /// <summary>The arithmetic.</summary>
    public required ModelPrecision Precision { get; init; }

    /// <summary>How the target wants that arithmetic written.</summary>
    public required PrecisionFlavour Flavour { get; init; }

    /// <summary>What goes in and comes out.</summary>
    public required ExportOptions Options { get; init; }

    /// <summary>Images that show which ranges the numbers have, as the user named them; null for none.</summary>
    public string? Calibrate { get; init; }

    /// <summary>How many of them.</summary>
    public int CalibrationImages { get; init; } = 200;

    /// <summary>How much worse each task may become; null for no limit.</summary>
    public AccuracyBudget? AccuracyBudget { get; init; }

    /// <summary>The ONNX file that the user named; null for <see cref="ModelPath"/>'s own choice.</summary>
    public string? Out { get; init; }

    /// <summary>The ONNX file: the user's, or one that names target and precision; the plainest export keeps the plain
    /// name.</summary>
    public string ModelPath => Out ?? (Target.Engine == TargetEngine.Cpu && Precision == ModelPrecision.Float32
        ? $"{Source.Stem}.onnx"
        : $"{Source.Stem}.{Target.Name}-{Precision.Key()}.onnx");

    /// <summary>The file of the report, beside the model.</summary>
    public string ReportPath => Path.ChangeExtension(ModelPath, ".report.json");

    /// <summary>Makes the same plan in another precision.</summary>
    /// <param name="precision">One that the target has.</param>
    public ExportPlan WithPrecision(ModelPrecision precision)
        => this with { Precision = precision, Flavour = TargetPrecisions.Find(Target, precision)! };
}
