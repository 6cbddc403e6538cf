using DenseEdge.Tuf.Metadata;

namespace DenseEdge.Tuf.Publishing;

/// <summary>What clients need of a repository, for carrying it to another host.</summary>
/// <param name="Metadata">The metadata in the order in which they may be put up one by one while clients read: those with
/// versions in their names, the roots, and the timestamp last.</param>
/// <param name="Targets">The targets of the top-level role.</param>
public sealed record PublishedRepository(IReadOnlyList<PublishedMetadata> Metadata, IReadOnlyList<PublishedTarget> Targets)
{
    /// <summary>Gathers it. A new root comes right before the timestamp: in between, clients that see one without the other may
    /// refuse both, and that time shall be short.</summary>
    internal static PublishedRepository Of(RepositoryFolder folder, Func<TargetInfo, string?> fileOf)
    {
        SignedFile timestamp = folder.ReadPublished(RoleNames.Timestamp)
            ?? throw new TufException(
                TufReason.NotPublishable, "Expected a repository that has been published, found no timestamp. Publish it first.");
        FileMeta newest = TimestampMetadata.Read(timestamp).Snapshot;
        SignedFile snapshot = folder.RequirePublished(RoleNames.Snapshot, newest.Version);
        List<SignedFile> files = [];
        foreach ((string name, FileMeta meta) in SnapshotMetadata.Read(snapshot).Meta)
        {
            string role = name[..^RoleNames.File("").Length];
            files.Add(folder.RequirePublished(MetadataFolder.Escaped(role), meta.Version));
        }

        files.Add(snapshot);
        long rootVersion = folder.ReadPublished(RoleNames.Root)!.Signed.Integer("version", least: 1);
        for (long version = 1; version <= rootVersion; version++)
        {
            files.Add(folder.RequirePublished(RoleNames.Root, version));
        }

        files.Add(timestamp);
        SignedFile targets = folder.RequirePublished(
            RoleNames.Targets, SnapshotMetadata.Read(snapshot).Of(RoleNames.Targets).Version);
        return new PublishedRepository(
            [.. files.Select(file => new PublishedMetadata(file.Name, file.Bytes))],
            [.. TargetsMetadata.Read(targets).Targets.Values.OrderBy(target => target.Path, StringComparer.Ordinal)
                .Select(target => new PublishedTarget(target, fileOf(target)))]);
    }
}
