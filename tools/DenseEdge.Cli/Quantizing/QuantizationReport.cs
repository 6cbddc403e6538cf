using System.Text.Json;
using System.Text.Json.Serialization;
using DenseEdge.Quantization.Integers;
using DenseEdge.Quantization.Integers.Placement;
using DenseEdge.Quantization.Sensitivity;
using DenseEdge.Training.Engine;

namespace DenseEdge.Cli.Quantizing;

/// <summary>A quantisation as JSON: every range with its method, every layer that stayed float with the reason.</summary>
internal static class QuantizationReport
{
    private const int NewestFormat = 1;

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Writes the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="result">The integer model; null if the float model is shipped.</param>
    /// <param name="search">How it was found under a budget; null without one.</param>
    public static void Write(string path, QuantizationResult? result, MixedPrecisionResult? search)
    {
        Document document = new()
        {
            Quantization = result is null ? null : QuantizationPart.Of(result),
            Budget = search is null ? null : BudgetPart.Of(search),
        };
        RunFolder.WriteText(path, JsonSerializer.Serialize(document, Json) + "\n");
    }

    private sealed record Document
    {
        public int Format { get; init; } = NewestFormat;

        public required QuantizationPart? Quantization { get; init; }

        public required BudgetPart? Budget { get; init; }
    }

    private sealed record QuantizationPart(
        IntegerFlavor Flavor, string CalibrationSource, int CalibrationImages, long FloatBytes, long IntegerBytes,
        double SizeRatio, IReadOnlyList<string> IntegerNodes, IReadOnlyList<FloatNode> FloatNodes,
        IReadOnlyList<QuantizedTensor> Tensors)
    {
        public static QuantizationPart Of(QuantizationResult result) => new(
            result.Flavor, result.CalibrationSource, result.CalibrationImages, result.FloatBytes, result.IntegerBytes,
            result.SizeRatio, result.IntegerNodes, result.FloatNodes, result.Tensors);
    }

    private sealed record BudgetPart(
        string Verdict, double? FloatLatencyMs, double? MixedLatencyMs, double IntegerShare,
        IReadOnlyList<BlockSensitivity> Blocks, IReadOnlyList<MixedAttempt> Attempts)
    {
        public static BudgetPart Of(MixedPrecisionResult search) => new(
            search.Verdict, search.FloatLatencyMs, search.MixedLatencyMs, search.IntegerShare, search.Sensitivities,
            search.Attempts);
    }
}
