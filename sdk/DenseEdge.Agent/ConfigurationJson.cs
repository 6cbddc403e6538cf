using System.Text.Json;
using System.Text.Json.Serialization;

namespace DenseEdge.Agent;

/// <summary>The configuration's JSON: comments are welcome, unknown names are faults, because they are misspelt ones.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip,
    RespectNullableAnnotations = true,
    AllowTrailingCommas = true)]
[JsonSerializable(typeof(AgentOptions))]
internal sealed partial class ConfigurationJson : JsonSerializerContext;
