using System.Text.Json;

namespace DenseEdge.Tuf.Metadata;

/// <summary>snapshot.json: which versions of all targets metadata belong together (section 4.4).</summary>
internal sealed class SnapshotMetadata : RoleMetadata
{
    private SnapshotMetadata(SignedFile file)
        : base(file, RoleNames.Snapshot)
    {
        Dictionary<string, FileMeta> meta = new(StringComparer.Ordinal);
        foreach ((string name, JsonElement value) in file.Signed.Child("meta").Fields())
        {
            meta[name] = FileMeta.Read(value);
        }

        Meta = meta;
    }

    /// <summary>What each file must be, by its name such as "targets.json".</summary>
    public IReadOnlyDictionary<string, FileMeta> Meta { get; }

    /// <summary>Reads it; nothing is checked that needs a key.</summary>
    public static SnapshotMetadata Read(SignedFile file) => new(file);

    /// <summary>What a role's metadata must be.</summary>
    public FileMeta Of(string role) => Meta.TryGetValue(RoleNames.File(role), out FileMeta? meta)
        ? meta
        : throw new TufException(TufReason.Missing, $"Expected {RoleNames.File(role)} in {File.Name}, found nothing about it.");

    /// <summary>Throws if something has an older version than before, or has gone.</summary>
    public void CheckNotOlder(SnapshotMetadata before)
    {
        foreach ((string name, FileMeta old) in before.Meta)
        {
            if (!Meta.TryGetValue(name, out FileMeta? now))
            {
                throw new TufException(
                    TufReason.Rollback, $"Expected {name} in version {Version} of {File.Name}: version {before.Version} has it.");
            }

            if (now.Version < old.Version)
            {
                throw new TufException(
                    TufReason.Rollback,
                    $"Expected at least version {old.Version} of {name} in {File.Name}, found {now.Version}.");
            }
        }
    }
}
