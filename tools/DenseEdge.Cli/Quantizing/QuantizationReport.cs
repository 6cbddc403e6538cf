using System.Text.Json;
using System.Text.Json.Serialization;
using DenseEdge.Quantization.Integers;
using DenseEdge.Quantization.Integers.Placement;
using DenseEdge.Training.Engine;

namespace DenseEdge.Cli.Quantizing;

/// <summary>A quantisation as JSON: every range with its method, every layer that stayed float with the reason.</summary>
internal static class QuantizationReport
{
    private const int Format = 1;

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Writes the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="result">What to write.</param>
    public static void Write(string path, QuantizationResult result)
    {
        Document document = new(
            Format, result.Flavor, result.CalibrationSource, result.CalibrationImages, result.FloatBytes, result.IntegerBytes,
            result.SizeRatio, result.IntegerNodes, result.FloatNodes, result.Tensors);
        RunFolder.WriteText(path, JsonSerializer.Serialize(document, Json) + "\n");
    }

    private sealed record Document(
        int Format, IntegerFlavor Flavor, string CalibrationSource, int CalibrationImages, long FloatBytes, long IntegerBytes,
        double SizeRatio, IReadOnlyList<string> IntegerNodes, IReadOnlyList<FloatNode> FloatNodes,
        IReadOnlyList<QuantizedTensor> Tensors);
}
