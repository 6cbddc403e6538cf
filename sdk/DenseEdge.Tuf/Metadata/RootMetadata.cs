using System.Text.Json;

namespace DenseEdge.Tuf.Metadata;

/// <summary>root.json: which keys speak for which role (section 4.3).</summary>
internal sealed class RootMetadata : RoleMetadata
{
    private readonly Dictionary<string, RoleKeys> _roles = new(StringComparer.Ordinal);

    private RootMetadata(SignedFile file)
        : base(file, RoleNames.Root)
    {
        Keys = RoleKeys.ReadKeys(file.Signed.Child("keys"));
        JsonElement roles = file.Signed.Child("roles");
        foreach (string role in RoleNames.TopLevel)
        {
            _roles[role] = RoleKeys.Read(role, roles.Child(role), Keys);
        }

        IsConsistent = file.Signed.Flag("consistent_snapshot");
    }

    /// <summary>The keys by identifier.</summary>
    public IReadOnlyDictionary<string, PublicKeyRecord> Keys { get; }

    /// <summary>Whether files have their version or digest in front of their names.</summary>
    public bool IsConsistent { get; }

    /// <summary>Who signs for a top-level role.</summary>
    public RoleKeys this[string role] => _roles.TryGetValue(role, out RoleKeys? keys)
        ? keys
        : throw new ArgumentException($"Expected one of {string.Join(", ", RoleNames.TopLevel)}, found '{role}'.", nameof(role));

    /// <summary>Reads it; nothing is checked that needs a key.</summary>
    public static RootMetadata Read(SignedFile file) => new(file);

    /// <summary>Reads a root that vouches for itself: what a chain starts from.</summary>
    public static RootMetadata ReadTrusted(string name, byte[] bytes)
    {
        RootMetadata root = new(SignedFile.Parse(name, bytes));
        root[RoleNames.Root].Check(root.File);
        return root;
    }
}
