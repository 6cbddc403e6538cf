using System.Text.Json;
using System.Text.Json.Serialization;

namespace DenseEdge.FleetServer.Settings;

/// <summary>The file of settings, <c>fleet.json</c>: the members of <see cref="ServerSettings"/> in snake_case, all of them
/// optional, comments allowed.</summary>
internal static class SettingsFile
{
    // An unknown member is a mistake, not a thing to skip.
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        IgnoreReadOnlyProperties = true,
    };

    /// <summary>Reads it.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="SettingsException">There is none, or it is no such JSON.</exception>
    public static ServerSettings Read(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return JsonSerializer.Deserialize<ServerSettings>(file, Options)
                ?? throw new SettingsException($"{path}: expected a JSON object, found null.");
        }
        catch (JsonException fault)
        {
            throw new SettingsException($"{path}: expected settings as docs/fleet-api.md lists them; {fault.Message}", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"Expected a file of settings; {fault.Message}", fault);
        }
    }
}
