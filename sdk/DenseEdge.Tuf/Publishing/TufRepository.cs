using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using DenseEdge.Storage;
using DenseEdge.Tuf.Metadata;

namespace DenseEdge.Tuf.Publishing;

/// <summary>
/// The side of a repository that signs: changes wait in a folder of their own until enough keys have signed them, wherever those
/// keys are, and become visible at once when the timestamp is published.
/// </summary>
/// <remarks>A repository is a plain folder that any static host can serve: metadata/ and targets/, with versions and digests in
/// front of the names (consistent snapshots).</remarks>
public sealed class TufRepository
{
    private const int ChunkBytes = 1 << 16;

    private readonly IFileSystem _files;
    private readonly RepositoryFolder _folder;
    private readonly TimeProvider _time;

    private TufRepository(IFileSystem files, string folder, TimeProvider time)
    {
        _files = files;
        _folder = new RepositoryFolder(files, folder);
        _time = time;
    }

    /// <summary>Makes a repository: its first root and empty targets wait to be signed.</summary>
    /// <param name="files">The disk.</param>
    /// <param name="folder">An absolute path; made if need be.</param>
    /// <param name="plan">Who signs for what.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <exception cref="ArgumentException">The plan makes no sense.</exception>
    /// <exception cref="IOException">There is a repository already, or the disk refused.</exception>
    public static TufRepository Init(IFileSystem files, string folder, RepositoryPlan plan, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(plan);
        plan.Validated();
        TufRepository repository = new(files, folder, time ?? TimeProvider.System);
        if (repository._folder.Exists)
        {
            throw new IOException($"Expected no repository in '{folder}', found one.");
        }

        files.CreateDirectory(folder);
        repository._folder.Create();
        using IDisposable locked = repository._folder.Lock();
        DateTimeOffset now = repository._time.GetUtcNow();
        repository.Stage(RoleNames.Targets, MetadataWriter.Targets(now.AddDays(plan.Targets.ValidDays)));
        repository.Stage(RoleNames.Root, MetadataWriter.Root(plan, now));
        return repository;
    }

    /// <summary>Opens a repository.</summary>
    /// <param name="files">The disk.</param>
    /// <param name="folder">Its folder, an absolute path.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <exception cref="IOException">There is none.</exception>
    public static TufRepository Open(IFileSystem files, string folder, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        TufRepository repository = new(files, folder, time ?? TimeProvider.System);
        return repository._folder.Exists
            ? repository
            : throw new IOException($"Expected a repository in '{folder}', found none. Make one with: denseedge repo init");
    }

    /// <summary>Adds a file, or replaces one of the same path. It waits until the targets are signed and published.</summary>
    /// <param name="path">Its path in the repository.</param>
    /// <param name="content">The file.</param>
    /// <param name="custom">What else clients shall know; null for nothing.</param>
    /// <returns>What clients will see.</returns>
    /// <exception cref="IOException">The path is none, or the disk refused.</exception>
    public TargetInfo AddTarget(string path, Stream content, JsonElement? custom = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(content);
        TargetPath.CheckSafe(path);
        using IDisposable locked = _folder.Lock();
        TargetInfo target = CopyIn(path, content, custom);
        StageTarget(target);
        return target;
    }

    /// <summary>Adds a file that lies elsewhere, such as in a registry: only its length and its digest are signed.</summary>
    /// <param name="path">Its path in the repository.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="sha256Hex">Its SHA-256 in hexadecimal.</param>
    /// <param name="custom">What else clients shall know; null for nothing.</param>
    /// <returns>What clients will see.</returns>
    /// <exception cref="IOException">The path or the digest is none, or the disk refused.</exception>
    public TargetInfo AddTarget(string path, long length, string sha256Hex, JsonElement? custom = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        TargetPath.CheckSafe(path);
        Dictionary<string, string> hashes = Hashes.Read(
            SignedEnvelope.Element(new JsonObject { [Hashes.Sha256] = sha256Hex }));
        TargetInfo target = new(path, length, hashes, custom);
        using IDisposable locked = _folder.Lock();
        StageTarget(target);
        return target;
    }

    /// <summary>Takes a file out of the targets. Its content stays for clients that are in the middle of something.</summary>
    /// <param name="path">Its path in the repository.</param>
    /// <exception cref="TufException">There is none.</exception>
    public void RemoveTarget(string path)
    {
        using IDisposable locked = _folder.Lock();
        JsonObject targets = NextOf(RoleNames.Targets);
        if (!((JsonObject)targets["targets"]!).Remove(path))
        {
            throw new TufException(TufReason.NoSuchTarget, $"Expected a target '{path}' in the repository, found none.");
        }

        Stage(RoleNames.Targets, targets);
    }

    /// <summary>Changes who signs for a role: a new root waits for enough signatures of the old and of the new root
    /// keys.</summary>
    /// <param name="role">The role.</param>
    /// <param name="remove">Identifier of the key that goes; null if none does.</param>
    /// <param name="add">The key that comes; null if none does.</param>
    /// <exception cref="TufException">The key that shall go is not there, or too few would be left.</exception>
    public void RotateKey(string role, string? remove, PublicKeyRecord? add)
    {
        using IDisposable locked = _folder.Lock();
        JsonObject root = NextOf(RoleNames.Root);
        KeyRotation.Apply(root, role, remove, add);
        Stage(RoleNames.Root, root);
    }

    /// <summary>Adds a key's signature to the root or the targets that wait. If none wait, the published ones are renewed:
    /// the next version with a new expiry.</summary>
    /// <param name="role">"root" or "targets".</param>
    /// <param name="key">The key.</param>
    /// <returns>How the role stands now.</returns>
    /// <exception cref="TufException">The key does not speak for the role, neither in the old nor in the new root.</exception>
    public RoleStatus Sign(string role, SigningKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (role is not (RoleNames.Root or RoleNames.Targets))
        {
            throw new ArgumentException(
                $"Expected the role root or targets (publish signs the others), found '{role}'.", nameof(role));
        }

        using IDisposable locked = _folder.Lock();
        if (!KeysOf(role).Any(keys => keys.KeyIds.Contains(key.Public.KeyId)))
        {
            throw new TufException(
                TufReason.NotSigned, $"Expected a key of the role '{role}', found {key.Public.KeyId}, which has no say in it.");
        }

        if (StagedOf(role) is null)
        {
            Stage(role, NextOf(role));
        }

        _folder.WriteStaged(role, SignedEnvelope.AddSignature(StagedOf(role)!.Bytes, key));
        return Status().First(status => status.Role == role);
    }

    /// <summary>Publishes what waits, under a new snapshot and a new timestamp. With nothing waiting, it renews those
    /// two.</summary>
    /// <param name="snapshotKeys">Keys of the snapshot role.</param>
    /// <param name="timestampKeys">Keys of the timestamp role.</param>
    /// <exception cref="TufException">A client would refuse it; nothing was published.</exception>
    public void Publish(IReadOnlyCollection<SigningKey> snapshotKeys, IReadOnlyCollection<SigningKey> timestampKeys)
    {
        using IDisposable locked = _folder.Lock();
        Publication publication = new(_folder, _time.GetUtcNow(), StagedOf(RoleNames.Root), StagedOf(RoleNames.Targets));
        publication.Compose(snapshotKeys, timestampKeys);
        publication.Check(target => TargetFault(target));
        publication.Write();
        _folder.DeleteStaged(RoleNames.Root);
        _folder.DeleteStaged(RoleNames.Targets);
    }

    /// <summary>How the four roles stand.</summary>
    public IReadOnlyList<RoleStatus> Status() => [.. RoleNames.TopLevel.Select(StatusOf)];

    /// <summary>The root that devices are to start from: the newest published one; null if none is.</summary>
    public byte[]? PublishedRoot() => _folder.ReadPublished(RoleNames.Root)?.Bytes;

    /// <summary>What clients see, for carrying it to another host.</summary>
    /// <exception cref="TufException">Nothing has been published yet, or a file of it is missing.</exception>
    public PublishedRepository Published()
    {
        using IDisposable locked = _folder.Lock();
        return PublishedRepository.Of(_folder, target => _files.FileExists(FileOf(target)) ? FileOf(target) : null);
    }

    private RoleStatus StatusOf(string role)
    {
        SignedFile? published = _folder.ReadPublished(role);
        SignedFile? staged = role is RoleNames.Root or RoleNames.Targets ? StagedOf(role) : null;
        SignedFile? current = staged ?? published;
        RoleKeys[] keys = [.. KeysOf(role)];
        return new RoleStatus(
            role,
            published?.Signed.Integer("version", least: 1) ?? 0,
            published?.Signed.Time("expires"),
            staged?.Signed.Integer("version", least: 1),
            current is null ? 0 : keys[0].Signers(current).Count(),
            keys[0].Threshold,
            staged is null || keys.All(of => of.Signers(staged).Count() >= of.Threshold));
    }

    // A root answers to the keys that it names and to those of the root before; other roles to the newest root.
    private IEnumerable<RoleKeys> KeysOf(string role)
    {
        SignedFile? staged = StagedOf(RoleNames.Root);
        SignedFile? published = _folder.ReadPublished(RoleNames.Root);
        yield return RootMetadata.Read((staged ?? published)!)[role];
        if (role == RoleNames.Root && staged is not null && published is not null)
        {
            yield return RootMetadata.Read(published)[role];
        }
    }

    // What waited and was published before a power cut could say so waits no more.
    private SignedFile? StagedOf(string role)
    {
        SignedFile? staged = _folder.ReadStaged(role);
        SignedFile? published = staged is null ? null : _folder.ReadPublished(role);
        return staged is not null && published is not null
            && staged.Signed.Integer("version", least: 1) <= published.Signed.Integer("version", least: 1)
            ? null
            : staged;
    }

    private JsonObject NextOf(string role)
    {
        SignedFile root = (StagedOf(RoleNames.Root) ?? _folder.ReadPublished(RoleNames.Root))!;
        DateTimeOffset expires = _time.GetUtcNow().AddDays(MetadataWriter.ValidDays(root.Signed, role));
        if (StagedOf(role) is not { } staged)
        {
            return MetadataWriter.Next(_folder.ReadPublished(role)!.Signed, expires);
        }

        JsonObject again = (JsonObject)MetadataWriter.Node(staged.Signed);
        again["expires"] = JsonFields.TimeText(expires);
        return again;
    }

    // What changes loses its signatures.
    private void Stage(string role, JsonObject content) => _folder.WriteStaged(role, SignedEnvelope.Create(content, []));

    private void StageTarget(TargetInfo target)
    {
        JsonObject hashes = [];
        foreach ((string kind, string digest) in target.Hashes)
        {
            hashes[kind] = digest;
        }

        JsonObject fields = new() { ["length"] = target.Length, ["hashes"] = hashes };
        if (target.Custom is { } custom)
        {
            fields["custom"] = MetadataWriter.Node(custom);
        }

        JsonObject targets = NextOf(RoleNames.Targets);
        ((JsonObject)targets["targets"]!)[target.Path] = fields;
        Stage(RoleNames.Targets, targets);
    }

    private TargetInfo CopyIn(string path, Stream content, JsonElement? custom)
    {
        string temporary = Path.Combine(_folder.Targets, "incoming" + DurableFile.TemporaryEnding);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long length;
        using (WritableFile file = _files.Create(temporary))
        {
            byte[] chunk = new byte[ChunkBytes];
            int read;
            while ((read = content.Read(chunk)) > 0)
            {
                hash.AppendData(chunk, 0, read);
                file.Write(chunk.AsSpan(0, read));
            }

            file.Sync();
            length = file.Length;
        }

        Dictionary<string, string> hashes = new() { [Hashes.Sha256] = Convert.ToHexStringLower(hash.GetHashAndReset()) };
        TargetInfo target = new(path, length, hashes, custom);
        string destination = FileOf(target);
        string parent = Path.GetDirectoryName(destination)!;
        _files.CreateDirectory(parent);
        _files.Move(temporary, destination);
        _files.SyncDirectory(parent);
        return target;
    }

    private string FileOf(TargetInfo target)
        => Path.Combine([_folder.Targets, .. TargetPath.Segments(target, isConsistent: true)]);

    // A target without a file here lies elsewhere; one with a file must be that file.
    private string? TargetFault(TargetInfo target)
    {
        string path = FileOf(target);
        return !_files.FileExists(path) || TargetFile.Matches(_files, path, target)
            ? null
            : $"the file '{path}' is not what the target '{target.Path}' says";
    }
}
