using DenseEdge.Cli.Converting;
using DenseEdge.Contracts;
using DenseEdge.Onnx;
using DenseEdge.Onnx.Linting;
using DenseEdge.Quantization.Sensitivity;

namespace DenseEdge.Cli.Exporting;

/// <summary>Everything that is known about an export.</summary>
internal sealed record ExportReport
{
    /// <summary>How the model was made: source, target, precision, files.</summary>
    public required ExportPlan Plan { get; init; }

    /// <summary>The precision that the user asked for; a finer one was taken if it missed the accuracy budget.</summary>
    public required ModelPrecision Wanted { get; init; }

    /// <summary>What the model says about itself.</summary>
    public required ModelMetadata Metadata { get; init; }

    /// <summary>Operators, inputs, outputs, size and multiply-adds of the file.</summary>
    public required OnnxModelSummary Summary { get; init; }

    /// <summary>Trained parameters of the network.</summary>
    public required long Parameters { get; init; }

    /// <summary>The changes of the graph, in order.</summary>
    public required IReadOnlyList<ConversionStep> Steps { get; init; }

    /// <summary>What the linter found; no errors.</summary>
    public required IReadOnlyList<LintFinding> Findings { get; init; }

    /// <summary>How the precision was chosen under an accuracy budget; null without one.</summary>
    public VariantChoice? Choice { get; init; }

    /// <summary>The engine that compared the model with the plain one, such as <c>ONNX Runtime 1.29.0, Cpu</c>.</summary>
    public required string Engine { get; init; }

    /// <summary>The frames that they were compared on.</summary>
    public required string Frames { get; init; }

    /// <summary>Their number.</summary>
    public required int FrameCount { get; init; }

    /// <summary>How far the model agrees with the plain FP32 one.</summary>
    public required IReadOnlyList<TaskAgreement> Agreement { get; init; }

    /// <summary>Wall-clock time of every stage in seconds, in order.</summary>
    public required IReadOnlyList<(string Stage, double Seconds)> Times { get; init; }
}
