using System.Text.Json.Serialization;

namespace DenseEdge.Agent.Serving;

/// <summary>The JSON of hawkBit's DDI: camelCase; what isn't known is skipped, as servers grow.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip)]
[JsonSerializable(typeof(DdiPoll))]
[JsonSerializable(typeof(DdiDeployment))]
[JsonSerializable(typeof(DdiCancel))]
[JsonSerializable(typeof(DdiFeedback))]
[JsonSerializable(typeof(DdiAttributes))]
internal sealed partial class DdiJson : JsonSerializerContext;
