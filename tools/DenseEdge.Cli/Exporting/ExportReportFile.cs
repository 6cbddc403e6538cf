using System.Text.Json;
using System.Text.Json.Serialization;
using DenseEdge.Cli.Converting;
using DenseEdge.Contracts;
using DenseEdge.Onnx.Linting;
using DenseEdge.Training.Engine;

namespace DenseEdge.Cli.Exporting;

/// <summary>The report of an export as JSON, for scripts and for the archive.</summary>
internal static class ExportReportFile
{
    private const int Format = 1;

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Writes the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="report">What to write.</param>
    public static void Write(string path, ExportReport report)
        => RunFolder.WriteText(path, JsonSerializer.Serialize(Document.Of(report), Json) + "\n");

    private sealed record Document
    {
        public int Format { get; init; } = ExportReportFile.Format;

        public required string Model { get; init; }

        public required string Source { get; init; }

        public required bool RandomWeights { get; init; }

        public required string Producer { get; init; }

        public required TargetPart Target { get; init; }

        public required string Precision { get; init; }

        public required string WantedPrecision { get; init; }

        public BudgetReport? Budget { get; init; }

        public required long Opset { get; init; }

        public required long ModelBytes { get; init; }

        public required long Parameters { get; init; }

        public required long MultiplyAdds { get; init; }

        public required InputPart Input { get; init; }

        public required IReadOnlyList<string> Outputs { get; init; }

        public required IReadOnlyDictionary<string, int> Operators { get; init; }

        public required IReadOnlyList<ConversionStep> Passes { get; init; }

        public required IReadOnlyList<FindingPart> Lint { get; init; }

        public required AgreementPart AgreementWithFp32 { get; init; }

        public required IReadOnlyDictionary<string, double> Seconds { get; init; }

        public static Document Of(ExportReport report) => new()
        {
            Model = Path.GetFileName(report.Plan.ModelPath),
            Source = report.Plan.Source.Title,
            RandomWeights = report.Metadata.HasRandomWeights,
            Producer = report.Metadata.Producer,
            Target = new TargetPart(
                report.Plan.Target.Name, report.Plan.Target.Title, report.Plan.Target.Engine.ToString(), report.Plan.Target.EngineVersion,
                report.Plan.Flavour.Name, report.Plan.Flavour.Build),
            Precision = report.Metadata.Precision.Key(),
            WantedPrecision = report.Wanted.Key(),
            Budget = report.Choice is { } choice ? BudgetReport.Of(choice) : null,
            Opset = report.Summary.Opset,
            ModelBytes = report.Summary.ModelBytes,
            Parameters = report.Parameters,
            MultiplyAdds = report.Summary.MultiplyAdds,
            Input = new InputPart(report.Summary.Inputs[0], report.Metadata.InputFormat.Key(), report.Metadata.Fit),
            Outputs = report.Summary.Outputs,
            Operators = report.Summary.Operators.ToDictionary(),
            Passes = report.Steps,
            Lint = [.. report.Findings.Select(FindingPart.Of)],
            AgreementWithFp32 = new AgreementPart(
                report.Engine, report.Frames, report.FrameCount, [.. report.Agreement.Select(TaskPart.Of)]),
            Seconds = report.Times.ToDictionary(time => time.Stage, time => Math.Round(time.Seconds, 3)),
        };
    }

    private sealed record TargetPart(
        string Name, string Title, string Engine, string EngineVersion, string Flavour, string Build);

    private sealed record InputPart(string Tensor, string Format, FrameFit? Fit);

    private sealed record FindingPart(string Code, string Severity, string Node, string Reason, string Advice)
    {
        public static FindingPart Of(LintFinding finding) => new(
            finding.Code, finding.Severity.ToString().ToLowerInvariant(), finding.Node, finding.Reason, finding.Advice);
    }

    private sealed record AgreementPart(string Engine, string Frames, int FrameCount, IReadOnlyList<TaskPart> Tasks);

    private sealed record TaskPart(string Task, double? EqualLabels, double? LargestDifference, double? MeanDifference)
    {
        public static TaskPart Of(TaskAgreement agreement) => new(
            agreement.Task.Key(), agreement.EqualLabels, agreement.LargestDifference, agreement.MeanDifference);
    }
}
