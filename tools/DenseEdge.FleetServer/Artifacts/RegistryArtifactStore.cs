using System.Collections.Concurrent;
using DenseEdge.Bundles;
using DenseEdge.Bundles.Layout;
using DenseEdge.Bundles.Registries;
using DenseEdge.Storage;
using DenseEdge.Transfer;

namespace DenseEdge.FleetServer.Artifacts;

/// <summary>An OCI registry, for any number of nodes. A file is the one layer of an image with the tag <c>sha256-…</c>, so that the
/// registry doesn't collect it. A node keeps what it has fetched: devices of a rollout all want the same file.</summary>
/// <remarks>What is fetched is checked by its digest before a device gets a byte of it. What nothing refers to any more is removed
/// from this node only: what a registry keeps is for its own clean-up to say.</remarks>
internal sealed class RegistryArtifactStore : IArtifactStore, IDisposable
{
    private const string MediaType = "application/vnd.denseedge.fleet.artifact.v1";

    private readonly FolderArtifactStore _copies;
    private readonly string _downloads;
    private readonly HttpTransfer _transfer;
    private readonly RegistryClient _registry;
    private readonly ConcurrentDictionary<string, Lazy<Task>> _running = new();

    /// <summary>Makes one.</summary>
    /// <param name="place">Such as oci://registry.example:5000/fleet/models.</param>
    /// <param name="options">How to talk to it.</param>
    /// <param name="folder">A folder of this node for copies and uploads.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="FormatException">The place is none.</exception>
    /// <exception cref="ArgumentException">TLS is left out to another machine without being allowed.</exception>
    public RegistryArtifactStore(string place, RegistryOptions options, string folder, TimeProvider time)
    {
        Place = place;
        _copies = new FolderArtifactStore(Path.Combine(folder, "copies"), time);
        _downloads = Directory.CreateDirectory(Path.Combine(folder, "downloads")).FullName;
        _transfer = new HttpTransfer();
        _registry = new RegistryClient(RegistryReference.ParseRepository(place), _transfer, options);
    }

    /// <inheritdoc/>
    public string Place { get; }

    /// <inheritdoc/>
    public void Claim(string fleet) => _copies.Claim(fleet);

    /// <inheritdoc/>
    public Task<ReceivedFile> ReceiveAsync(Stream body, long mostBytes, CancellationToken cancellation)
        => _copies.ReceiveAsync(body, mostBytes, cancellation);

    /// <inheritdoc/>
    public async Task KeepAsync(ReceivedFile file, CancellationToken cancellation)
    {
        string digest = "sha256:" + file.Content.Sha256;
        await _registry.PushBlobAsync(digest, () => File.OpenRead(file.Path), cancellation);
        await _registry.PushBlobAsync(
            BlobDigest.Of(BundleImage.EmptyConfig), () => new MemoryStream(BundleImage.EmptyConfig.ToArray()), cancellation);
        byte[] manifest = SingleFileImage.Write(MediaType, file.Content.Sha256, digest, file.Content.SizeBytes);
        await _registry.PushManifestAsync(manifest, "sha256-" + file.Content.Sha256, cancellation);
        await _copies.KeepAsync(file, cancellation);
    }

    /// <inheritdoc/>
    public async Task<Stream?> OpenAsync(string sha256, long sizeBytes, CancellationToken cancellation)
    {
        if (await _copies.OpenAsync(sha256, sizeBytes, cancellation) is { } copy)
        {
            return copy;
        }

        // One download for however many devices wait for it; none of them ends it by hanging up.
        Lazy<Task> download = _running.GetOrAdd(sha256, _ => new Lazy<Task>(() => FetchAsync(sha256, sizeBytes)));
        try
        {
            await download.Value.WaitAsync(cancellation);
        }
        catch (TransferException fault) when (fault.Reason == TransferReason.NotFound)
        {
            return null;
        }
        finally
        {
            if (download.Value.IsCompleted)
            {
                _running.TryRemove(KeyValuePair.Create(sha256, download));
            }
        }

        return await _copies.OpenAsync(sha256, sizeBytes, cancellation);
    }

    /// <inheritdoc/>
    public Task<int> CollectAsync(Func<string, Task<bool>> isNeeded, CancellationToken cancellation)
        => _copies.CollectAsync(isNeeded, cancellation);

    /// <inheritdoc/>
    public void Dispose() => _transfer.Dispose();

    private async Task FetchAsync(string sha256, long sizeBytes)
    {
        string path = Path.Combine(_downloads, sha256);
        await _registry.DownloadAsync(
            new BundleLayer(MediaType, "sha256:" + sha256, sizeBytes), PhysicalFileSystem.Instance, path, null,
            CancellationToken.None);
        using ReceivedFile fetched = new(path, new StoredArtifact(sha256, string.Empty, string.Empty, sizeBytes));
        await _copies.KeepAsync(fetched, CancellationToken.None);
    }
}
