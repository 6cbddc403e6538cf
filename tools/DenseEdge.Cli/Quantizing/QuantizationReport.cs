using System.Text.Json;
using System.Text.Json.Serialization;
using DenseEdge.Cli.Converting;
using DenseEdge.Contracts;
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
    /// <param name="converted">The model.</param>
    /// <param name="choice">How its precision was chosen under a budget; null without one.</param>
    public static void Write(string path, ConvertedModel converted, VariantChoice? choice)
    {
        Document document = new()
        {
            Precision = converted.Precision.Key(),
            Passes = converted.Steps,
            Quantization = converted.Integers is { } result ? QuantizationPart.Of(result) : null,
            Budget = choice is null ? null : BudgetReport.Of(choice),
        };
        RunFolder.WriteText(path, JsonSerializer.Serialize(document, Json) + "\n");
    }

    private sealed record Document
    {
        public int Format { get; init; } = NewestFormat;

        public required string Precision { get; init; }

        public required IReadOnlyList<ConversionStep> Passes { get; init; }

        public required QuantizationPart? Quantization { get; init; }

        public required BudgetReport? Budget { get; init; }
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
}
