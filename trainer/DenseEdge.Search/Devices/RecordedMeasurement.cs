using System.Text.Json.Serialization;
using DenseEdge.Contracts;

namespace DenseEdge.Search.Devices;

/// <summary>A measurement that was written down.</summary>
/// <param name="Genotype">The network's genotype; null for a model without one.</param>
/// <param name="Measurement">How long it took.</param>
public sealed record RecordedMeasurement(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] Genotype? Genotype, LatencyMeasurement Measurement);
