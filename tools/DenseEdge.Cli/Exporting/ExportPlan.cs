using DenseEdge.Contracts;
using DenseEdge.Onnx.Targets;
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

    /// <summary>The largest relative loss of any task's metric, as a share; null for no limit.</summary>
    public double? AccuracyBudget { get; init; }

    /// <summary>The ONNX file.</summary>
    public required string ModelPath { get; init; }

    /// <summary>The file of the report, beside the model.</summary>
    public string ReportPath => Path.ChangeExtension(ModelPath, ".report.json");
}
