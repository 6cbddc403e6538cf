using System.Text.Json;
using DenseEdge.Contracts;

namespace DenseEdge.Parity.Networks;

/// <summary>Genotypes as the reference files store them: the rows alone, without the object around them.</summary>
internal static class GenotypeText
{
    /// <summary>Reads a genotype.</summary>
    /// <param name="json"><c>{target: {source: code}}</c>, or the same as "data" of an object.</param>
    /// <exception cref="FormatException">It is neither.</exception>
    public static Genotype Parse(string json)
    {
        bool isWhole;
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            isWhole = document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("data", out _);
        }
        catch (JsonException fault)
        {
            throw new FormatException($"Expected a genotype as JSON, found something else: {fault.Message}", fault);
        }

        return Genotype.Parse(isWhole ? json : $"{{\"data\": {json}}}");
    }
}
