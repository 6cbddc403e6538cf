using DenseEdge.Bundles.Layout;
using DenseEdge.Storage;
using DenseEdge.Transfer;

namespace DenseEdge.Bundles.Registries;

/// <summary>The blobs of bundles in a folder, such as of a repository on a stick: <c>&lt;folder&gt;/blobs/sha256/&lt;hex&gt;</c>.
/// Other files of the folder are none of its business.</summary>
/// <param name="source">The disk that the folder is on.</param>
/// <param name="folder">The folder, absolute.</param>
public sealed class FolderLayout(IFileSystem source, string folder) : IBlobSource
{
    /// <inheritdoc/>
    public Task<byte[]> GetManifestAsync(string digest, int mostBytes, CancellationToken cancellationToken)
    {
        string path = Existing(digest);
        long length = source.Length(path);
        return length <= mostBytes
            ? Task.FromResult(DurableFile.Read(source, path, mostBytes))
            : throw new TransferException(
                TransferReason.TooLong, $"Expected at most {mostBytes} bytes in '{path}', found {length}.");
    }

    /// <inheritdoc/>
    public Task DownloadAsync(
        BundleLayer blob, IFileSystem files, string path, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(blob);
        ArgumentNullException.ThrowIfNull(files);
        string origin = Existing(blob.Digest);
        using DigestStream content = new(source.OpenRead(origin), blob.Digest, blob.Size, origin);
        Write(files, path, content, progress, cancellationToken);
        return Task.CompletedTask;
    }

    /// <summary>Puts a bundle's image manifest and all its blobs into the folder; what is there already stays.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <exception cref="InvalidDataException">A blob of the bundle was changed.</exception>
    /// <exception cref="IOException">The disk refused; no blob is there by half.</exception>
    public void Add(Bundle bundle)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        source.CreateDirectory(Path.Combine(folder, LayoutNames.Blobs));
        foreach (BundleLayer layer in bundle.Layers.Append(bundle.Config).Where(layer => bundle.Has(layer.Digest)))
        {
            if (!Has(layer.Digest))
            {
                using Stream content = bundle.OpenBlob(layer.Digest);
                Write(source, PathOf(layer.Digest), content, null, CancellationToken.None);
            }
        }

        DurableFile.Replace(source, PathOf(bundle.Digest), bundle.ImageManifest.Span);
    }

    /// <summary>Whether a blob is there.</summary>
    /// <param name="digest">Its digest.</param>
    public bool Has(string digest) => source.FileExists(PathOf(digest));

    /// <summary>Opens a blob whose reader checks the digest; seekable.</summary>
    internal Stream Open(string digest) => source.OpenRead(Existing(digest));

    private string PathOf(string digest) => Path.Combine(folder, LayoutNames.Blob(digest));

    private string Existing(string digest) => Has(digest)
        ? PathOf(digest)
        : throw new TransferException(TransferReason.NotFound, $"Expected the blob {digest} in '{folder}', found none.");

    private static void Write(
        IFileSystem files, string path, Stream content, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        string part = path + HttpTransfer.PartEnding;
        using (WritableFile file = files.Create(part))
        {
            BlobCopy.Run(content, file, 0, progress, cancellationToken);
            file.Sync();
        }

        files.Move(part, path);
        files.SyncDirectory(Path.GetDirectoryName(path)!);
    }
}
