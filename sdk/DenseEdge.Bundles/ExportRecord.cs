using DenseEdge.Bundles.Json;

namespace DenseEdge.Bundles;

/// <summary>What a bundle needs of the report that <c>denseedge export</c> writes beside a model.</summary>
internal sealed record ExportRecord
{
    private const int KnownFormat = 1;
    private const int MostBytes = 16 << 20;

    public required int Format { get; init; }

    public IReadOnlyList<Pass>? Passes { get; init; }

    public Comparison? AgreementWithFp32 { get; init; }

    /// <summary>Reads the report beside a model; null if there is none, or another one (an agreement is what a fine-tuning's
    /// report
    /// lacks).</summary>
    /// <exception cref="InvalidDataException">The file is no report.</exception>
    public static ExportRecord? Beside(string model)
    {
        FileInfo file = new(Path.ChangeExtension(model, ".report.json"));
        if (!file.Exists)
        {
            return null;
        }

        if (file.Length > MostBytes)
        {
            throw new InvalidDataException(
                $"{file.FullName}: expected a report of at most {MostBytes} bytes, found {file.Length}.");
        }

        ExportRecord record = BundleJson.Read(
            File.ReadAllBytes(file.FullName), BundleJson.Default.ExportRecord, file.FullName, "the report of an export");
        return record.Format == KnownFormat ? record : null;
    }

    /// <summary>What was said of ranges and of layers that stayed float.</summary>
    public CalibrationReport? Calibration()
    {
        string[] steps = [.. (Passes ?? []).Where(pass => pass.Changes > 0 && pass.IsAboutPrecision).Select(
            pass => pass.Description)];
        return steps.Length == 0 ? null : new CalibrationReport(steps);
    }

    /// <summary>How far the model agrees with the plain one.</summary>
    public AccuracyReport? Accuracy() => AgreementWithFp32 is null
        ? null
        : new AccuracyReport(AgreementWithFp32.Frames, AgreementWithFp32.FrameCount, AgreementWithFp32.Tasks);

    /// <summary>A change of the graph.</summary>
    internal sealed record Pass(string Name, string Description, int Changes)
    {
        public bool IsAboutPrecision => Name is "int8" or "fp16" or "float-layers" or "fp32-island";
    }

    /// <summary>The comparison with the plain network.</summary>
    internal sealed record Comparison(string Frames, int FrameCount, IReadOnlyList<AccuracyReport.Agreement> Tasks);
}
