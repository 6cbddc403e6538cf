using System.Text.Json;

namespace DenseEdge.Tuf.Metadata;

/// <summary>Who may sign for a role, and how many of them must.</summary>
internal sealed class RoleKeys
{
    private readonly IReadOnlyDictionary<string, PublicKeyRecord> _keys;

    private RoleKeys(string role, HashSet<string> keyIds, long threshold, IReadOnlyDictionary<string, PublicKeyRecord> keys)
    {
        Role = role;
        KeyIds = keyIds;
        Threshold = threshold;
        _keys = keys;
    }

    public string Role { get; }

    public HashSet<string> KeyIds { get; }

    public long Threshold { get; }

    /// <summary>Reads {"keyids", "threshold"}.</summary>
    /// <param name="role">The role.</param>
    /// <param name="json">The fields.</param>
    /// <param name="keys">The delegator's keys by identifier.</param>
    public static RoleKeys Read(string role, JsonElement json, IReadOnlyDictionary<string, PublicKeyRecord> keys)
    {
        HashSet<string> keyIds = new(StringComparer.Ordinal);
        foreach (JsonElement item in json.Items("keyids").EnumerateArray())
        {
            string keyId = item.AsText("keyids");
            if (!keyIds.Add(keyId))
            {
                throw TufException.Malformed($"Expected each key of the role '{role}' once, found {keyId} twice.");
            }
        }

        return new RoleKeys(role, keyIds, json.Integer("threshold", least: 1), keys);
    }

    /// <summary>Reads keys by identifier. A key whose identifier is not its digest is left out: it counts for nobody.</summary>
    public static Dictionary<string, PublicKeyRecord> ReadKeys(JsonElement json)
    {
        Dictionary<string, PublicKeyRecord> keys = new(StringComparer.Ordinal);
        foreach ((string keyId, JsonElement value) in json.Fields())
        {
            PublicKeyRecord key = PublicKeyRecord.Read(value);
            if (key.KeyId == keyId)
            {
                keys[keyId] = key;
            }
        }

        return keys;
    }

    /// <summary>Throws unless enough of these keys signed.</summary>
    public void Check(SignedFile file)
    {
        // More signatures than needed are not looked at: they could only cost time.
        int signers = Signers(file).Take((int)Math.Min(Threshold, int.MaxValue)).Count();
        if (signers < Threshold)
        {
            throw new TufException(
                TufReason.NotSigned,
                $"Expected {file.Name} signed by {Threshold} of the {KeyIds.Count} keys of the role '{Role}', found {signers}.");
        }
    }

    /// <summary>The identifiers of the keys that signed, one for each key, however many records it has.</summary>
    public IEnumerable<string> Signers(SignedFile file)
    {
        HashSet<string> counted = new(StringComparer.Ordinal);
        foreach ((string keyId, byte[] signature) in file.Signatures)
        {
            if (KeyIds.Contains(keyId) && _keys.TryGetValue(keyId, out PublicKeyRecord? key)
                && key.Verify(file.Canonical, signature) && counted.Add(key.Material!))
            {
                yield return keyId;
            }
        }
    }
}
