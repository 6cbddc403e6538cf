using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using DenseEdge.Storage;
using DenseEdge.Tuf.Canonical;
using DenseEdge.Tuf.Metadata;

namespace DenseEdge.Tuf.Tests.Support;

/// <summary>A repository in memory that signs and serves whatever a test wants, right or wrong.</summary>
internal sealed class RepositorySimulator : ITufSource
{
    /// <summary>Role name to what will be signed; a test changes it as it likes.</summary>
    private readonly Dictionary<string, JsonObject> _content = new(StringComparer.Ordinal);

    public RepositorySimulator()
    {
        _content[RoleNames.Root] = Common(RoleNames.Root);
        Root["consistent_snapshot"] = true;
        Root["keys"] = new JsonObject();
        Root["roles"] = new JsonObject();
        _content[RoleNames.Targets] = Common(RoleNames.Targets);
        Targets["targets"] = new JsonObject();
        _content[RoleNames.Snapshot] = Common(RoleNames.Snapshot);
        Snapshot["meta"] = new JsonObject { ["targets.json"] = new JsonObject { ["version"] = 1 } };
        _content[RoleNames.Timestamp] = Common(RoleNames.Timestamp);
        Timestamp["meta"] = new JsonObject { ["snapshot.json"] = new JsonObject { ["version"] = 1 } };
        foreach (string role in RoleNames.TopLevel)
        {
            Role(role)["keyids"] = new JsonArray();
            Role(role)["threshold"] = 1;
            AddKey(role);
        }

        Publish(RoleNames.Targets, RoleNames.Snapshot, RoleNames.Timestamp, RoleNames.Root);
    }

    public JsonObject Root => _content[RoleNames.Root];

    public JsonObject Timestamp => _content[RoleNames.Timestamp];

    public JsonObject Snapshot => _content[RoleNames.Snapshot];

    public JsonObject Targets => _content[RoleNames.Targets];

    /// <summary>Who signs for each role, in order.</summary>
    public Dictionary<string, List<TestKey>> Signers { get; } = new(StringComparer.Ordinal);

    /// <summary>What was published of each role, by version from 1.</summary>
    public Dictionary<string, List<byte[]>> Published { get; } = new(StringComparer.Ordinal);

    /// <summary>Files by path.</summary>
    public Dictionary<string, byte[]> Artifacts { get; } = new(StringComparer.Ordinal);

    /// <summary>Metadata that was asked for, as "role" or "role version".</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Files that were asked for.</summary>
    public List<string> ArtifactRequests { get; } = [];

    /// <summary>Whether snapshot and timestamp have lengths and digests.</summary>
    public bool HasHashes { get; set; }

    public JsonObject Content(string role) => _content[role];

    public JsonObject SnapshotMetaOf(string role) => (JsonObject)Snapshot["meta"]![role + ".json"]!;

    public JsonObject TimestampMeta => (JsonObject)Timestamp["meta"]!["snapshot.json"]!;

    public JsonObject Role(string role)
    {
        JsonObject roles = (JsonObject)Root["roles"]!;
        if (roles[role] is null)
        {
            roles[role] = new JsonObject();
        }

        return (JsonObject)roles[role]!;
    }

    public JsonArray KeyIds(string role) => (JsonArray)Role(role)["keyids"]!;

    public static string TimeText(DateTimeOffset time) => JsonFields.TimeText(time);

    public void Expire(string role, DateTimeOffset time) => _content[role]["expires"] = TimeText(time);

    /// <summary>Lets a top-level role have one more key, which also signs.</summary>
    public TestKey AddKey(string role, TestKey? key = null)
    {
        TestKey added = key ?? TestKey.Ecdsa();
        Trust(role, added);
        AddSigner(role, added);
        return added;
    }

    /// <summary>Lets a top-level role have one more key, which does not sign.</summary>
    public void Trust(string role, TestKey key)
    {
        Root["keys"]![key.KeyId] = key.Json.DeepClone();
        KeyIds(role).Add((JsonNode)key.KeyId);
    }

    public void AddSigner(string role, TestKey key)
    {
        if (!Signers.TryGetValue(role, out List<TestKey>? keys))
        {
            Signers[role] = keys = [];
        }

        keys.Add(key);
    }

    /// <summary>All keys of a top-level role go, as many new ones as its threshold come.</summary>
    public void RotateKeys(string role)
    {
        KeyIds(role).Clear();
        Signers[role].Clear();
        for (int index = 0; index < (int)Role(role)["threshold"]!; index++)
        {
            AddKey(role);
        }
    }

    /// <summary>Lets a targets role trust another one.</summary>
    public void Delegate(string delegator, string role, string[] paths, bool isTerminating = false, TestKey? key = null)
    {
        TestKey signer = key ?? TestKey.Ecdsa();
        JsonObject delegations = (JsonObject)(_content[delegator]["delegations"]
            ??= new JsonObject { ["keys"] = new JsonObject(), ["roles"] = new JsonArray() });
        delegations["keys"]![signer.KeyId] = signer.Json.DeepClone();
        ((JsonArray)delegations["roles"]!).Add((JsonNode)new JsonObject
        {
            ["name"] = role,
            ["keyids"] = new JsonArray((JsonNode)signer.KeyId),
            ["threshold"] = 1,
            ["terminating"] = isTerminating,
            ["paths"] = new JsonArray([.. paths.Select(path => (JsonNode)path)]),
        });
        AddSigner(role, signer);
        AddTargetsRole(role);
    }

    public void AddTargetsRole(string role)
    {
        if (!_content.ContainsKey(role))
        {
            JsonObject targets = Common(RoleNames.Targets);
            targets["targets"] = new JsonObject();
            _content[role] = targets;
        }
    }

    public void AddArtifact(string role, string path, string text, params string[] hashes)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        JsonObject digests = [];
        foreach (string hash in hashes.Length == 0 ? [Hashes.Sha256] : hashes)
        {
            digests[hash] = Convert.ToHexStringLower(hash == Hashes.Sha256 ? SHA256.HashData(bytes) : SHA512.HashData(bytes));
        }

        _content[role]["targets"]![path] = new JsonObject { ["length"] = bytes.Length, ["hashes"] = digests };
        Artifacts[path] = bytes;
    }

    /// <summary>Signs and serves the next version of roles, and announces it in the content of snapshot and timestamp.</summary>
    public void Publish(params string[] roles)
    {
        foreach (string role in roles)
        {
            JsonObject content = _content[role];
            if (Published.ContainsKey(role))
            {
                content["version"] = (int)content["version"]! + 1;
            }
            else
            {
                Published[role] = [];
            }

            byte[] bytes = Sign(content, Signers[role]);
            Published[role].Add(bytes);
            Announce(role, content, bytes);
        }
    }

    /// <summary>What is signed, with signatures.</summary>
    public static byte[] Sign(JsonObject content, IEnumerable<TestKey> keys)
    {
        byte[] canonical = CanonicalJson.Encode(SignedEnvelope.Element(content));
        JsonArray signatures = [];
        foreach (TestKey key in keys)
        {
            signatures.Add((JsonNode)new JsonObject { ["keyid"] = key.KeyId, ["sig"] = key.SignHex(canonical) });
        }

        JsonObject file = new() { ["signed"] = content.DeepClone(), ["signatures"] = signatures };
        return Encoding.UTF8.GetBytes(file.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
    }

    /// <summary>Changes what was published last of a role, as a file.</summary>
    public void Tamper(string role, Action<JsonObject> change)
    {
        JsonObject file = (JsonObject)JsonNode.Parse(Published[role][^1])!;
        change(file);
        Published[role][^1] = Encoding.UTF8.GetBytes(file.ToJsonString());
    }

    /// <summary>Forgets what was published of a role: its next version is this one.</summary>
    public void StartAgain(string role, int version = 1)
    {
        Published.Remove(role);
        _content[role]["version"] = version;
    }

    public Task<byte[]?> ReadMetadataAsync(string name, int mostBytes, CancellationToken cancellation)
    {
        (string role, int? version) = Parse(name);
        Requests.Add(version is null ? role : $"{role} {version}");
        byte[]? bytes = Published.TryGetValue(Uri.UnescapeDataString(role), out List<byte[]>? versions)
            && (version ?? versions.Count) <= versions.Count
            ? versions[(version ?? versions.Count) - 1]
            : null;
        return bytes?.Length > mostBytes
            ? throw new TufException(TufReason.TooLong, $"{name}: {bytes.Length} bytes.")
            : Task.FromResult(bytes);
    }

    public Task DownloadTargetAsync(
        TargetInfo target,
        IReadOnlyList<string> segments,
        string destination,
        IFileSystem files,
        IProgress<long>? progress,
        CancellationToken cancellation)
    {
        ArtifactRequests.Add(string.Join('/', segments));
        string part = destination + ".part";
        File.WriteAllBytes(part, Artifacts[target.Path]);
        try
        {
            TargetFile.Check(files, part, target);
            File.Move(part, destination, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }

        return Task.CompletedTask;
    }

    private (string Role, int? Version) Parse(string name)
    {
        string stem = name[..^".json".Length];
        int dot = stem.IndexOf('.', StringComparison.Ordinal);
        bool isVersioned = stem != RoleNames.Timestamp
            && ((bool)Root["consistent_snapshot"]! || stem.EndsWith(".root", StringComparison.Ordinal));
        return isVersioned ? (stem[(dot + 1)..], int.Parse(stem[..dot], CultureInfo.InvariantCulture)) : (stem, null);
    }

    private void Announce(string role, JsonObject content, byte[] bytes)
    {
        if (role is RoleNames.Root or RoleNames.Timestamp)
        {
            return;
        }

        JsonObject meta = new() { ["version"] = (int)content["version"]! };
        if (HasHashes)
        {
            meta["length"] = bytes.Length;
            meta["hashes"] = new JsonObject { [Hashes.Sha256] = Convert.ToHexStringLower(SHA256.HashData(bytes)) };
        }

        JsonObject announcer = role == RoleNames.Snapshot ? Timestamp : Snapshot;
        announcer["meta"]![role + ".json"] = meta;
    }

    private static JsonObject Common(string type) => new()
    {
        ["_type"] = type,
        ["spec_version"] = "1.0.31",
        ["version"] = 1,
        ["expires"] = TimeText(ManualTime.Start.AddDays(30)),
    };
}
