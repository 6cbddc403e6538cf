using System.Text.Json.Nodes;
using DenseEdge.Tuf.Metadata;

namespace DenseEdge.Tuf.Publishing;

/// <summary>The change of a role's keys in a root.</summary>
internal static class KeyRotation
{
    /// <summary>Changes a role's keys.</summary>
    public static void Apply(JsonObject root, string role, string? remove, PublicKeyRecord? add)
    {
        if (root["roles"]?[role] is not JsonObject fields)
        {
            throw new ArgumentException(
                $"Expected one of {string.Join(", ", RoleNames.TopLevel)}, found '{role}'.", nameof(role));
        }

        JsonArray keyIds = (JsonArray)fields["keyids"]!;
        if (remove is not null)
        {
            Remove(keyIds, role, remove);
        }

        if (add is not null)
        {
            Add(root, keyIds, role, add);
        }

        long threshold = (long)fields["threshold"]!;
        if (keyIds.Count < threshold)
        {
            throw new TufException(
                TufReason.NotPublishable,
                $"Expected at least {threshold} keys of the role '{role}', its threshold, found {keyIds.Count}. Add a key too.");
        }

        RemoveUnused(root);
    }

    private static void Remove(JsonArray keyIds, string role, string keyId)
    {
        JsonNode found = keyIds.FirstOrDefault(item => (string)item! == keyId)
            ?? throw new TufException(
                TufReason.NotPublishable, $"Expected the key {keyId} among those of the role '{role}', found it not there.");
        keyIds.Remove(found);
    }

    private static void Add(JsonObject root, JsonArray keyIds, string role, PublicKeyRecord key)
    {
        if (!key.IsUsable || keyIds.Any(item => (string)item! == key.KeyId))
        {
            throw new TufException(
                TufReason.NotPublishable, $"Expected a usable key that the role '{role}' does not have yet, found {key.KeyId}.");
        }

        root["keys"]![key.KeyId] = MetadataWriter.Node(key.Json);
        keyIds.Add((JsonNode)key.KeyId);
    }

    private static void RemoveUnused(JsonObject root)
    {
        HashSet<string> used = [.. ((JsonObject)root["roles"]!)
            .SelectMany(role => (JsonArray)role.Value!["keyids"]!)
            .Select(item => (string)item!)];
        JsonObject keys = (JsonObject)root["keys"]!;
        foreach (string unused in keys.Select(key => key.Key).Where(keyId => !used.Contains(keyId)).ToArray())
        {
            keys.Remove(unused);
        }
    }
}
