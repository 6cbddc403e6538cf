using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace DenseEdge.Tuf.Metadata;

/// <summary>A role that is trusted with some paths.</summary>
internal sealed class DelegatedRole
{
    private readonly Func<string, bool> _covers;

    public DelegatedRole(string name, RoleKeys keys, bool isTerminating, Func<string, bool> covers)
    {
        // Such a name would put its metadata in the place of a top-level role's.
        if (name.Length == 0 || RoleNames.TopLevel.Contains(name))
        {
            throw TufException.Malformed($"Expected a name of its own for a delegated role, found '{name}'.");
        }

        Name = name;
        Keys = keys;
        IsTerminating = isTerminating;
        _covers = covers;
    }

    public string Name { get; }

    /// <summary>Who signs for it.</summary>
    public RoleKeys Keys { get; }

    /// <summary>Whether nobody behind it is asked about a path that it covers.</summary>
    public bool IsTerminating { get; }

    /// <summary>Reads it.</summary>
    public static DelegatedRole Read(JsonElement json, IReadOnlyDictionary<string, PublicKeyRecord> keys)
    {
        string name = json.Text("name");
        return new DelegatedRole(name, RoleKeys.Read(name, json, keys), json.Flag("terminating"), ReadPaths(json));
    }

    /// <summary>Whether it may describe a file.</summary>
    public bool Covers(string path) => _covers(path);

    private static Func<string, bool> ReadPaths(JsonElement json)
    {
        bool hasPaths = json.Optional("paths") is not null;
        bool hasPrefixes = json.Optional("path_hash_prefixes") is not null;
        if (hasPaths == hasPrefixes)
        {
            throw TufException.Malformed(
                "Expected either 'paths' or 'path_hash_prefixes' in a delegated role, found both or neither.");
        }

        if (hasPaths)
        {
            string[] patterns = ReadTexts(json, "paths");
            return path => Array.Exists(patterns, pattern => PathPattern.Matches(pattern, path));
        }

        string[] prefixes = ReadTexts(json, "path_hash_prefixes");
        return path =>
        {
            string digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)));
            return Array.Exists(prefixes, prefix => digest.StartsWith(prefix, StringComparison.Ordinal));
        };
    }

    private static string[] ReadTexts(JsonElement json, string name)
        => [.. json.Items(name).EnumerateArray().Select(item => item.AsText(name))];
}
