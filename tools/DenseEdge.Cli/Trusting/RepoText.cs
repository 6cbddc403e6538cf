using System.Globalization;
using System.Text;
using System.Text.Json;
using DenseEdge.Tuf.Publishing;

namespace DenseEdge.Cli.Trusting;

/// <summary>How the roles of a repository stand, for people and for programs.</summary>
internal static class RepoText
{
    /// <summary>One line.</summary>
    public static string Line(RoleStatus status)
    {
        string published = status.Expires is { } expires
            ? string.Create(CultureInfo.InvariantCulture, $"version {status.Version}, expires {expires:yyyy-MM-dd HH:mm}Z")
            : "not published";
        string waits = status.StagedVersion is not { } staged
            ? ""
            : $"; version {staged} waits, {status.Signatures} of {status.Threshold} signatures"
                + (status.IsReady ? ", ready" : "")
                + (!status.IsReady && status.Signatures >= status.Threshold ? ", and those of the old keys are missing" : "");
        return $"{status.Role}: {published}{waits}";
    }

    /// <summary>An array.</summary>
    public static string Json(IEnumerable<RoleStatus> roles)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartArray();
            foreach (RoleStatus role in roles)
            {
                Write(writer, role);
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, RoleStatus role)
    {
        writer.WriteStartObject();
        writer.WriteString("role", role.Role);
        writer.WriteNumber("version", role.Version);
        if (role.Expires is { } expires)
        {
            writer.WriteString("expires", expires);
        }

        if (role.StagedVersion is { } staged)
        {
            writer.WriteNumber("staged_version", staged);
        }

        writer.WriteNumber("signatures", role.Signatures);
        writer.WriteNumber("threshold", role.Threshold);
        writer.WriteBoolean("is_ready", role.IsReady);
        writer.WriteEndObject();
    }
}
