using System.Text.Json;
using System.Text.Json.Serialization;

namespace DenseEdge.Cli.Flashing;

/// <summary>What one run did, on all devices.</summary>
internal sealed record FlashReport
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>What was done.</summary>
    public required FlashAction Action { get; init; }

    /// <summary>Name and version of the bundle; null if there is none.</summary>
    public string? Bundle { get; init; }

    /// <summary>Length of the bundle file in bytes; null if there is none.</summary>
    public long? BundleBytes { get; init; }

    /// <summary>When it began, by the clock here.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>How long it took.</summary>
    public required double Seconds { get; init; }

    /// <summary>The devices, in the order in which they were named.</summary>
    public required IReadOnlyList<DeviceReport> Devices { get; init; }

    /// <summary>Writes it as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Options);
}
