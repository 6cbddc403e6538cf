using System.Text.Json;
using DenseEdge.Contracts;
using DenseEdge.Search.Devices;

namespace DenseEdge.Search.Space;

/// <summary>One network of the searched space.</summary>
/// <param name="Setting">Everything but the contexts.</param>
/// <param name="Genotype">The contexts that its tasks exchange.</param>
public sealed record SearchPoint(BackboneSetting Setting, Genotype Genotype)
{
    /// <summary>Reads a point as <see cref="ToJson"/> writes it.</summary>
    /// <param name="json">{"setting": {...}, "genotype": {"data": ..., "step": ...}}; the genotype is in the authors'
    /// form.</param>
    /// <exception cref="FormatException">The text is no such object, or a value is out of range; the message says
    /// what.</exception>
    public static SearchPoint Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            SearchPoint point = SearchJson.Read<SearchPoint>(json);
            return point with { Setting = point.Setting.Validated() };
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            throw new FormatException($"Expected a point of a search space as JSON. {fault.Message}", fault);
        }
    }

    /// <summary>Writes the point as indented JSON with snake_case keys.</summary>
    public string ToJson() => SearchJson.Write(this);

    /// <summary>Prints the setting in a line and the genotype as a grid below.</summary>
    public override string ToString() => $"{Setting}\n{Genotype}";
}
