using System.Text.Json;
using System.Text.Json.Serialization;

namespace DenseEdge.Fleet.Rollouts;

/// <summary>A rollout's settings as they lie in the database.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RolloutSettings))]
internal sealed partial class RolloutJson : JsonSerializerContext
{
    public static string Write(RolloutSettings settings) => JsonSerializer.Serialize(settings, Default.RolloutSettings);

    public static RolloutSettings Read(string json) => JsonSerializer.Deserialize(json, Default.RolloutSettings)
        ?? throw new InvalidDataException("The database holds a rollout without settings.");
}
