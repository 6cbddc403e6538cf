using System.Globalization;
using System.Text.Json;

namespace DenseEdge.Cli.Flashing;

/// <summary>The agent's status as one sentence.</summary>
internal static class StatusText
{
    private const int ShownDigest = 19;
    private const double BytesPerMegabyte = 1e6;

    /// <summary>Writes it.</summary>
    /// <param name="status">The agent's status, an object.</param>
    public static string Of(JsonElement status)
    {
        string service = Truth(status, "service") ? "service running" : "no service running";
        string paused = Truth(status, "paused") ? ", updates paused" : "";
        string model = status.TryGetProperty("active", out JsonElement active) && active.ValueKind == JsonValueKind.Object
            ? $"{Text(active, "name")} {Text(active, "version")} ({Short(Text(active, "digest"))}), "
                + Text(status, "model_health")
            : "no model yet";
        string last = status.TryGetProperty("last_known_good", out JsonElement good) && good.ValueKind == JsonValueKind.Object
            ? $"; to return to: {Text(good, "name")} {Text(good, "version")}"
            : "";
        string free = status.TryGetProperty("free_bytes", out JsonElement bytes) && bytes.TryGetInt64(out long count)
            ? string.Create(CultureInfo.InvariantCulture, $"; {count / BytesPerMegabyte:F0} MB free")
            : "";
        return $"{model}{last}; {Text(status, "state")}, {service}{paused}{free}";
    }

    private static bool Truth(JsonElement status, string name)
        => status.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.True;

    private static string Text(JsonElement status, string name)
        => status.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : "?";

    private static string Short(string digest) => digest.Length > ShownDigest ? digest[..ShownDigest] : digest;
}
