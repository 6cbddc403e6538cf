using DenseEdge.Tuf.Metadata;

namespace DenseEdge.Tuf.Publishing;

/// <summary>One publication: composed, checked with a client's eyes, then written, the timestamp last.</summary>
internal sealed class Publication
{
    private readonly RepositoryFolder _folder;
    private readonly DateTimeOffset _now;
    private readonly SignedFile? _oldRoot;
    private readonly SignedFile? _newRoot;
    private readonly SignedFile? _oldTargets;
    private readonly SignedFile? _newTargets;
    private byte[] _snapshot = [];
    private byte[] _timestamp = [];
    private long _snapshotVersion;

    public Publication(RepositoryFolder folder, DateTimeOffset now, SignedFile? stagedRoot, SignedFile? stagedTargets)
    {
        _folder = folder;
        _now = now;
        _oldRoot = folder.ReadPublished(RoleNames.Root);
        _oldTargets = folder.ReadPublished(RoleNames.Targets);
        _newRoot = stagedRoot;
        _newTargets = stagedTargets;
    }

    private SignedFile Root => (_newRoot ?? _oldRoot)!;

    private SignedFile Targets => (_newTargets ?? _oldTargets)!;

    /// <summary>Makes the snapshot and the timestamp.</summary>
    public void Compose(IEnumerable<SigningKey> snapshotKeys, IEnumerable<SigningKey> timestampKeys)
    {
        _snapshotVersion = VersionAfter(RoleNames.Snapshot);
        _snapshot = SignedEnvelope.Create(
            MetadataWriter.Snapshot(_snapshotVersion, Expires(RoleNames.Snapshot), Version(Targets), Targets.Bytes),
            snapshotKeys);
        _timestamp = SignedEnvelope.Create(
            MetadataWriter.Timestamp(
                VersionAfter(RoleNames.Timestamp), _now, Expires(RoleNames.Timestamp), _snapshotVersion, _snapshot),
            timestampKeys);
    }

    /// <summary>Throws if a client would refuse it: one that is new, and one that has what is published.</summary>
    /// <param name="targetFault">What is wrong with a target's file; null if nothing is.</param>
    public void Check(Func<TargetInfo, string?> targetFault)
    {
        try
        {
            CheckAsClient();
        }
        catch (TufException refused)
        {
            throw new TufException(
                TufReason.NotPublishable, $"A client would refuse this, so nothing was published. {refused.Message}", refused);
        }

        foreach (TargetInfo target in TargetsMetadata.Read(Targets).Targets.Values)
        {
            if (targetFault(target) is { } fault)
            {
                throw new TufException(
                    TufReason.NotPublishable, $"A client would refuse this, so nothing was published: {fault}.");
            }
        }
    }

    /// <summary>Writes it. Until the timestamp is there, clients see what they saw before.</summary>
    public void Write()
    {
        if (_newRoot is not null)
        {
            _folder.WritePublished(RoleNames.Root, Version(_newRoot), _newRoot.Bytes);
        }

        if (_newTargets is not null)
        {
            _folder.WritePublished(RoleNames.Targets, Version(_newTargets), _newTargets.Bytes);
        }

        _folder.WritePublished(RoleNames.Snapshot, _snapshotVersion, _snapshot);
        _folder.WritePublished(RoleNames.Timestamp, version: 0, _timestamp);
    }

    private void CheckAsClient()
    {
        TrustedSet client = new((_oldRoot ?? Root).Bytes, _now);
        bool mayForget = _oldRoot is not null && _newRoot is not null && client.UpdateRoot(_newRoot.Bytes);
        client.CheckRootExpiry();
        if (!mayForget)
        {
            Remember(RoleNames.Timestamp, client.LoadTimestamp);
            Remember(RoleNames.Snapshot, bytes => client.LoadSnapshot(bytes));
        }

        client.UpdateTimestamp(_timestamp);
        client.UpdateSnapshot(_snapshot);
        client.UpdateTargets(Targets.Bytes);
    }

    // As in a client: what the keys of today did not sign is as if it were not there.
    private void Remember(string role, Action<byte[]> load)
    {
        if (_folder.ReadPublished(role) is not { } published)
        {
            return;
        }

        try
        {
            load(published.Bytes);
        }
        catch (TufException)
        {
            // Old metadata that today's keys did not sign, or that has expired, is ignored, as a client ignores it. Nothing gets
            // past that: what is published next is still verified step by step, only without an older version to compare with.
        }
    }

    private long VersionAfter(string role) => _folder.ReadPublished(role) is { } published ? Version(published) + 1 : 1;

    private DateTimeOffset Expires(string role) => _now.AddDays(MetadataWriter.ValidDays(Root.Signed, role));

    private static long Version(SignedFile file) => file.Signed.Integer("version", least: 1);
}
