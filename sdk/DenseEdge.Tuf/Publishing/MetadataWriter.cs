using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using DenseEdge.Tuf.Metadata;

namespace DenseEdge.Tuf.Publishing;

/// <summary>Composes what roles sign.</summary>
internal static class MetadataWriter
{
    private const string SpecVersion = "1.0.34";
    private const string ValidDaysField = "x-denseedge-valid-days";

    /// <summary>The first root of a repository.</summary>
    public static JsonObject Root(RepositoryPlan plan, DateTimeOffset now)
    {
        JsonObject keys = [];
        JsonObject roles = [];
        foreach ((string role, RolePlan of) in plan.Roles)
        {
            JsonArray keyIds = [];
            foreach (PublicKeyRecord key in of.Keys)
            {
                keys[key.KeyId] = Node(key.Json);
                keyIds.Add((JsonNode)key.KeyId);
            }

            roles[role] = new JsonObject
            {
                ["keyids"] = keyIds,
                ["threshold"] = of.Threshold,
                [ValidDaysField] = of.ValidDays,
            };
        }

        JsonObject root = Common(RoleNames.Root, version: 1, now.AddDays(plan.Root.ValidDays));
        root["consistent_snapshot"] = true;
        root["keys"] = keys;
        root["roles"] = roles;
        return root;
    }

    /// <summary>Targets without any.</summary>
    public static JsonObject Targets(DateTimeOffset expires)
    {
        JsonObject targets = Common(RoleNames.Targets, version: 1, expires);
        targets["targets"] = new JsonObject();
        return targets;
    }

    /// <summary>A snapshot of the targets.</summary>
    public static JsonObject Snapshot(long version, DateTimeOffset expires, long targetsVersion, byte[] targets)
    {
        JsonObject snapshot = Common(RoleNames.Snapshot, version, expires);
        snapshot["meta"] = new JsonObject { [RoleNames.File(RoleNames.Targets)] = Meta(targetsVersion, targets) };
        return snapshot;
    }

    /// <summary>A timestamp of a snapshot.</summary>
    public static JsonObject Timestamp(
        long version,
        DateTimeOffset now,
        DateTimeOffset expires,
        long snapshotVersion,
        byte[] snapshot)
    {
        JsonObject timestamp = Common(RoleNames.Timestamp, version, expires);
        timestamp["meta"] = new JsonObject { [RoleNames.File(RoleNames.Snapshot)] = Meta(snapshotVersion, snapshot) };
        timestamp[TimestampMetadata.SignedField] = JsonFields.TimeText(now);
        return timestamp;
    }

    /// <summary>What is signed, to be changed: its next version.</summary>
    public static JsonObject Next(JsonElement content, DateTimeOffset expires)
    {
        JsonObject next = (JsonObject)Node(content);
        next["version"] = content.Integer("version", least: 1) + 1;
        next["expires"] = JsonFields.TimeText(expires);
        return next;
    }

    /// <summary>How long a role's metadata is valid, as the root says.</summary>
    public static int ValidDays(JsonElement root, string role)
    {
        JsonElement fields = root.Child("roles").Child(role);
        return fields.Optional(ValidDaysField) is null
            ? RepositoryPlan.TimestampDays
            : (int)Math.Min(fields.Integer(ValidDaysField, least: 1), int.MaxValue);
    }

    /// <summary>JSON that can be changed.</summary>
    public static JsonNode Node(JsonElement value) => JsonNode.Parse(value.GetRawText())!;

    private static JsonObject Common(string type, long version, DateTimeOffset expires) => new()
    {
        ["_type"] = type,
        ["spec_version"] = SpecVersion,
        ["version"] = version,
        ["expires"] = JsonFields.TimeText(expires),
    };

    private static JsonObject Meta(long version, byte[] bytes) => new()
    {
        ["version"] = version,
        ["length"] = bytes.Length,
        ["hashes"] = new JsonObject { [Hashes.Sha256] = Convert.ToHexStringLower(SHA256.HashData(bytes)) },
    };
}
