using DenseEdge.Storage;
using DenseEdge.Tuf.Metadata;

namespace DenseEdge.Tuf;

/// <summary>
/// Gets files from a repository that nobody has to trust: the client's workflow of The Update Framework 1.0.34, section 5, in its
/// order. What was accepted is kept, file by file, in a folder that survives a power cut at any moment.
/// </summary>
/// <remarks>One client at a time may use a folder. After any exception the next call starts from what is trusted.</remarks>
public sealed class TufClient
{
    private readonly IFileSystem _files;
    private readonly string _folder;
    private readonly MetadataFolder _metadata;
    private readonly ITufSource _source;
    private readonly ClockPolicy _clock;
    private readonly TufLimits _limits;
    private TrustedSet? _trusted;

    /// <summary>Makes a client.</summary>
    /// <param name="files">The disk.</param>
    /// <param name="folder">Where trusted metadata is kept, an absolute path; made if need be.</param>
    /// <param name="source">The repository.</param>
    /// <param name="clock">What time it is.</param>
    /// <param name="limits">What the repository may send at most; null for the defaults.</param>
    public TufClient(IFileSystem files, string folder, ITufSource source, ClockPolicy clock, TufLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(clock);
        _files = files;
        _folder = folder;
        _metadata = new MetadataFolder(files, folder);
        _source = source;
        _clock = clock;
        _limits = limits ?? new TufLimits();
    }

    /// <summary>The trusted root; null before the first <see cref="RefreshAsync"/>.</summary>
    public TrustedRoot? Root => _trusted is null ? null : new TrustedRoot(_trusted.Root);

    /// <summary>The files that the top-level targets role describes, by path in ordinal order.</summary>
    /// <exception cref="InvalidOperationException"><see cref="RefreshAsync"/> has not succeeded yet.</exception>
    public IReadOnlyList<TargetInfo> Targets
        => [.. Refreshed().Targets!.Targets.Values.OrderBy(target => target.Path, StringComparer.Ordinal)];

    /// <summary>Gives the client the root that it starts from. Nothing happens if its trust already grew from this root;
    /// otherwise whatever was trusted before is forgotten.</summary>
    /// <param name="root">root.json, from somewhere that is trusted.</param>
    /// <exception cref="TufException">It is no root, or not signed by its own keys; nothing has changed.</exception>
    public void Init(ReadOnlySpan<byte> root)
    {
        byte[] bytes = root.ToArray();
        RootMetadata first = RootMetadata.ReadTrusted("root.json", bytes);
        if (_metadata.Read(RoleNames.Root, _limits.MostRootBytes) is not null
            && _metadata.ReadRoot(first.Version, _limits.MostRootBytes) is { } known && known.AsSpan().SequenceEqual(root))
        {
            return;
        }

        _trusted = null;
        _metadata.Create();
        _metadata.Clear();
        _metadata.WriteRoot(first.Version, bytes);
    }

    /// <summary>Brings the metadata of the four top-level roles up to date.</summary>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="TufException">The repository is not to be trusted, or has expired; what was accepted before the step that
    /// failed is kept.</exception>
    /// <exception cref="IOException">The repository could not be reached, or the disk refused.</exception>
    public async Task RefreshAsync(CancellationToken cancellation = default)
    {
        _trusted = null;
        byte[] root = _metadata.Read(RoleNames.Root, _limits.MostRootBytes)
            ?? throw new TufException(
                TufReason.NoRoot, $"Expected a trusted root.json in '{_folder}', found none. Initialise first.");
        TrustedSet trusted = new(root, _clock.Start(_files, _folder));
        await UpdateRootAsync(trusted, cancellation).ConfigureAwait(false);
        await UpdateTimestampAsync(trusted, cancellation).ConfigureAwait(false);
        await UpdateSnapshotAsync(trusted, cancellation).ConfigureAwait(false);
        await UpdateTargetsAsync(trusted, cancellation).ConfigureAwait(false);
        _clock.Accepted(_files, _folder, trusted.Timestamp!.SignedAt);
        _trusted = trusted;
    }

    /// <summary>Looks a file up: in the top-level targets, then in those that they delegate its path to.</summary>
    /// <param name="path">The target's path.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>Null if nobody who may do so describes it.</returns>
    /// <exception cref="InvalidOperationException"><see cref="RefreshAsync"/> has not succeeded yet.</exception>
    /// <exception cref="TufException">A role that must be asked is not to be trusted.</exception>
    public Task<TargetInfo?> FindAsync(string path, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        TrustedSet trusted = Refreshed();
        TargetSearch search = new(trusted, _limits, (role, token) => DelegatedAsync(trusted, role, token));
        return search.FindAsync(path, cancellation);
    }

    /// <summary>Downloads a file that was found. Nothing is downloaded if it is there already.</summary>
    /// <param name="target">What <see cref="FindAsync"/> or <see cref="Targets"/> returned.</param>
    /// <param name="destination">The file that it becomes, an absolute path in a folder that exists.</param>
    /// <param name="progress">Hears how many bytes are there.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="IOException">It could not be had, or is not what it must be; an old file is still there.</exception>
    public async Task DownloadAsync(
        TargetInfo target,
        string destination,
        IProgress<long>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        TrustedSet trusted = Refreshed();
        TargetFile.CheckKnown(target);
        if (TargetFile.Matches(_files, destination, target))
        {
            return;
        }

        IReadOnlyList<string> segments = TargetPath.Segments(target, trusted.Root.IsConsistent);
        await _source.DownloadTargetAsync(target, segments, destination, _files, progress, cancellation).ConfigureAwait(false);
    }

    private TrustedSet Refreshed()
        => _trusted ?? throw new InvalidOperationException("Expected a refresh that succeeded before, found none.");

    // 5.3. What revoked keys signed is forgotten before the new root is kept: after a power cut in between it is forgotten again.
    private async Task UpdateRootAsync(TrustedSet trusted, CancellationToken cancellation)
    {
        for (int rotation = 0; rotation < _limits.MostRootRotations; rotation++)
        {
            string name = $"{trusted.Root.Version + 1}.root.json";
            if (await _source.ReadMetadataAsync(name, _limits.MostRootBytes, cancellation).ConfigureAwait(false) is not { } bytes)
            {
                break;
            }

            if (trusted.UpdateRoot(bytes))
            {
                _metadata.Forget(RoleNames.Timestamp);
                _metadata.Forget(RoleNames.Snapshot);
            }

            _metadata.WriteRoot(trusted.Root.Version, bytes);
        }

        trusted.CheckRootExpiry();
    }

    // 5.4.
    private async Task UpdateTimestampAsync(TrustedSet trusted, CancellationToken cancellation)
    {
        UseKept(RoleNames.Timestamp, _limits.MostTimestampBytes, bytes =>
        {
            trusted.LoadTimestamp(bytes);
            return true;
        });
        string name = RoleNames.File(RoleNames.Timestamp);
        byte[] bytes = await ReadAsync(name, _limits.MostTimestampBytes, cancellation).ConfigureAwait(false);
        if (trusted.UpdateTimestamp(bytes))
        {
            _metadata.Write(RoleNames.Timestamp, bytes);
        }
    }

    // 5.5.
    private async Task UpdateSnapshotAsync(TrustedSet trusted, CancellationToken cancellation)
    {
        if (UseKept(RoleNames.Snapshot, _limits.MostSnapshotBytes, trusted.LoadSnapshot))
        {
            return;
        }

        byte[] bytes = await ReadAsync(
            trusted, RoleNames.Snapshot, trusted.Timestamp!.Snapshot, _limits.MostSnapshotBytes, cancellation)
            .ConfigureAwait(false);
        trusted.UpdateSnapshot(bytes);
        _metadata.Write(RoleNames.Snapshot, bytes);
    }

    // 5.6.1 to 5.6.6.
    private async Task UpdateTargetsAsync(TrustedSet trusted, CancellationToken cancellation)
    {
        bool isKept = UseKept(RoleNames.Targets, _limits.MostTargetsBytes, bytes =>
        {
            trusted.UpdateTargets(bytes);
            return true;
        });
        if (isKept)
        {
            return;
        }

        byte[] bytes = await ReadAsync(
            trusted, RoleNames.Targets, trusted.Snapshot!.Of(RoleNames.Targets), _limits.MostTargetsBytes, cancellation)
            .ConfigureAwait(false);
        trusted.UpdateTargets(bytes);
        _metadata.Write(RoleNames.Targets, bytes);
    }

    // The same for a delegated role, checked against whoever delegates to it now.
    private async Task<TargetsMetadata> DelegatedAsync(TrustedSet trusted, DelegatedRole role, CancellationToken cancellation)
    {
        TargetsMetadata? kept = null;
        bool isKept = UseKept(role.Name, _limits.MostTargetsBytes, bytes =>
        {
            kept = trusted.ReadDelegated(role, bytes);
            return true;
        });
        if (isKept)
        {
            return kept!;
        }

        byte[] bytes = await ReadAsync(
            trusted, role.Name, trusted.Snapshot!.Of(role.Name), _limits.MostTargetsBytes, cancellation).ConfigureAwait(false);
        TargetsMetadata targets = trusted.ReadDelegated(role, bytes);
        _metadata.Write(role.Name, bytes);
        return targets;
    }

    // What is kept may be of keys that are gone, of another delegator, or damaged: then it is as if there were none, so that no
    // file can keep the client from going on.
    private bool UseKept(string role, int mostBytes, Func<byte[], bool> use)
    {
        if (_metadata.Read(role, mostBytes) is not { } bytes)
        {
            return false;
        }

        try
        {
            return use(bytes);
        }
        catch (TufException)
        {
            return false;
        }
    }

    private Task<byte[]> ReadAsync(
        TrustedSet trusted,
        string role,
        FileMeta announced,
        int mostBytes,
        CancellationToken cancellation)
    {
        string name = RoleNames.File(MetadataFolder.Escaped(role));
        int most = announced.Length is { } length && length < mostBytes ? (int)length : mostBytes;
        return ReadAsync(trusted.Root.IsConsistent ? $"{announced.Version}.{name}" : name, most, cancellation);
    }

    private async Task<byte[]> ReadAsync(string name, int mostBytes, CancellationToken cancellation)
        => await _source.ReadMetadataAsync(name, mostBytes, cancellation).ConfigureAwait(false)
            ?? throw new TufException(TufReason.Missing, $"Expected {name} in the repository, found none.");
}
