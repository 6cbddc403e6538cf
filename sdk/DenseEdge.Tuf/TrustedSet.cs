using DenseEdge.Tuf.Metadata;

namespace DenseEdge.Tuf;

/// <summary>
/// What is trusted at one moment, and the rules by which more becomes trusted: TUF 1.0.34, sections 5.3 to 5.6, without any disk
/// or network. Each step throws and changes nothing, or returns and has changed this set.
/// </summary>
internal sealed class TrustedSet
{
    private readonly DateTimeOffset _now;

    /// <summary>Starts from a root that is trusted already.</summary>
    /// <param name="root">root.json.</param>
    /// <param name="now">The start of the update: it counts as the time throughout (5.1).</param>
    public TrustedSet(byte[] root, DateTimeOffset now)
    {
        Root = RootMetadata.ReadTrusted("root.json", root);
        _now = now;
    }

    public RootMetadata Root { get; private set; }

    public TimestampMetadata? Timestamp { get; private set; }

    public SnapshotMetadata? Snapshot { get; private set; }

    public TargetsMetadata? Targets { get; private set; }

    /// <summary>The next root, as 5.3.4 and 5.3.5 want it.</summary>
    /// <returns>Whether keys of the timestamp or the snapshot are gone: then what they signed must go too (5.3.11).</returns>
    public bool UpdateRoot(byte[] bytes)
    {
        RootMetadata next = CheckNextRoot(bytes);
        bool isRecovery = Lost(next, RoleNames.Timestamp) || Lost(next, RoleNames.Snapshot);
        Root = next;
        return isRecovery;
    }

    /// <summary>Throws unless this may be the next root.</summary>
    public RootMetadata CheckNextRoot(byte[] bytes)
    {
        SignedFile file = SignedFile.Parse("root.json", bytes);
        RootMetadata next = RootMetadata.Read(file);
        Root[RoleNames.Root].Check(file);
        next[RoleNames.Root].Check(file);
        next.CheckVersion(Root.Version + 1);
        return next;
    }

    /// <summary>5.3.10: the newest root must not have expired.</summary>
    public void CheckRootExpiry() => Root.CheckExpiry(_now);

    /// <summary>Takes a timestamp that was trusted before. Expiry does not matter yet: it stands for the past.</summary>
    public void LoadTimestamp(byte[] bytes) => Timestamp = ReadTimestamp(bytes);

    /// <summary>A timestamp from the server, as 5.4 wants it.</summary>
    /// <returns>False if there is nothing new: the same version as before.</returns>
    public bool UpdateTimestamp(byte[] bytes)
    {
        TimestampMetadata next = ReadTimestamp(bytes);
        if (Timestamp is { } before)
        {
            CheckNotOlder(next.File.Name, before.Version, next.Version);
            if (next.Version == before.Version)
            {
                before.CheckExpiry(_now);
                return false;
            }

            CheckNotOlder(RoleNames.File(RoleNames.Snapshot), before.Snapshot.Version, next.Snapshot.Version);
        }

        next.CheckExpiry(_now);
        Timestamp = next;
        return true;
    }

    /// <summary>Takes a snapshot that was trusted before, whatever its version: it stands for the past.</summary>
    /// <returns>Whether it is also what the timestamp announces, and valid: then none need be downloaded.</returns>
    public bool LoadSnapshot(byte[] bytes)
    {
        SnapshotMetadata snapshot = ReadSnapshot(bytes);
        Snapshot = snapshot;
        return Holds(() => CheckSnapshot(snapshot));
    }

    /// <summary>A snapshot from the server, as 5.5 wants it.</summary>
    public void UpdateSnapshot(byte[] bytes)
    {
        Timestamp!.Snapshot.Check(RoleNames.File(RoleNames.Snapshot), bytes);
        SnapshotMetadata next = ReadSnapshot(bytes);
        next.CheckVersion(Timestamp.Snapshot.Version);
        if (Snapshot is { } before)
        {
            next.CheckNotOlder(before);
        }

        next.CheckExpiry(_now);
        Snapshot = next;
    }

    /// <summary>The top-level targets, from the server or from before, as 5.6 wants them.</summary>
    public void UpdateTargets(byte[] bytes)
        => Targets = ReadTargets(RoleNames.Targets, Root[RoleNames.Targets], bytes);

    /// <summary>A delegated role's targets, from the server or from before; they must hold against today's delegator.</summary>
    public TargetsMetadata ReadDelegated(DelegatedRole role, byte[] bytes) => ReadTargets(role.Name, role.Keys, bytes);

    private TimestampMetadata ReadTimestamp(byte[] bytes)
    {
        SignedFile file = SignedFile.Parse(RoleNames.File(RoleNames.Timestamp), bytes);
        Root[RoleNames.Timestamp].Check(file);
        return TimestampMetadata.Read(file);
    }

    private SnapshotMetadata ReadSnapshot(byte[] bytes)
    {
        SignedFile file = SignedFile.Parse(RoleNames.File(RoleNames.Snapshot), bytes);
        Root[RoleNames.Snapshot].Check(file);
        return SnapshotMetadata.Read(file);
    }

    private void CheckSnapshot(SnapshotMetadata snapshot)
    {
        Timestamp!.Snapshot.Check(snapshot.File.Name, snapshot.File.Bytes);
        snapshot.CheckVersion(Timestamp.Snapshot.Version);
        snapshot.CheckExpiry(_now);
    }

    private TargetsMetadata ReadTargets(string role, RoleKeys keys, byte[] bytes)
    {
        FileMeta announced = Snapshot!.Of(role);
        announced.Check(RoleNames.File(role), bytes);
        SignedFile file = SignedFile.Parse(RoleNames.File(role), bytes);
        keys.Check(file);
        TargetsMetadata targets = TargetsMetadata.Read(file);
        targets.CheckVersion(announced.Version);
        targets.CheckExpiry(_now);
        return targets;
    }

    // A key that was added recovers nothing; one that was taken away may have signed versions that must be forgotten.
    private bool Lost(RootMetadata next, string role) => !Root[role].KeyIds.IsSubsetOf(next[role].KeyIds);

    private static void CheckNotOlder(string name, long before, long now)
    {
        if (now < before)
        {
            throw new TufException(TufReason.Rollback, $"Expected at least version {before} of {name}, found {now}.");
        }
    }

    private static bool Holds(Action check)
    {
        try
        {
            check();
            return true;
        }
        catch (TufException)
        {
            return false;
        }
    }
}
