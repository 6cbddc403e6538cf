using System.Text.Json.Serialization;

namespace DenseEdge.FleetApi;

/// <summary>The JSON of the management API: names with underscores, times as ISO 8601 in UTC, nothing that is null.</summary>
/// <remarks>Members that one side doesn't know are skipped, so that client and server needn't be of one version.</remarks>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ServerView))]
[JsonSerializable(typeof(FleetProblem))]
[JsonSerializable(typeof(ChangeEvent))]
[JsonSerializable(typeof(Page<DeviceView>))]
[JsonSerializable(typeof(DeviceDetail))]
[JsonSerializable(typeof(NewDevice))]
[JsonSerializable(typeof(NewDeviceAnswer))]
[JsonSerializable(typeof(DeviceToken))]
[JsonSerializable(typeof(DeviceChange))]
[JsonSerializable(typeof(Assignment))]
[JsonSerializable(typeof(ActionView))]
[JsonSerializable(typeof(Page<ActionView>))]
[JsonSerializable(typeof(ModelView))]
[JsonSerializable(typeof(IReadOnlyList<ModelView>))]
[JsonSerializable(typeof(NewRollout))]
[JsonSerializable(typeof(RolloutView))]
[JsonSerializable(typeof(IReadOnlyList<RolloutView>))]
[JsonSerializable(typeof(DeviceTotals))]
[JsonSerializable(typeof(IReadOnlyList<BoardReport>))]
[JsonSerializable(typeof(LatencyExport))]
[JsonSerializable(typeof(NewToken))]
[JsonSerializable(typeof(NewTokenAnswer))]
[JsonSerializable(typeof(IReadOnlyList<TokenView>))]
[JsonSerializable(typeof(Page<AuditEntry>))]
public sealed partial class FleetJson : JsonSerializerContext;
