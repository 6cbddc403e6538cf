using DenseEdge.Bundles.Layout;
using DenseEdge.Storage;
using DenseEdge.Transfer;

namespace DenseEdge.Bundles.Registries;

/// <summary>An OCI image layout behind any web server: <c>&lt;base&gt;/blobs/sha256/&lt;hex&gt;</c>.</summary>
/// <param name="transfer">Fetches; stays the caller's.</param>
/// <param name="address">The layout's folder, http or https.</param>
public sealed class WebLayout(HttpTransfer transfer, Uri address) : IBlobSource
{
    private readonly Uri _base = address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");

    /// <inheritdoc/>
    public Task<byte[]> GetManifestAsync(string digest, int mostBytes, CancellationToken cancellationToken)
        => transfer.GetAsync(Blob(digest), mostBytes, cancellationToken);

    /// <inheritdoc/>
    public Task DownloadAsync(
        BundleLayer blob, IFileSystem files, string path, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(blob);
        return transfer.DownloadAsync(
            Blob(blob.Digest), path, blob.Size, BlobDigest.Hex(blob.Digest), files, progress, cancellationToken);
    }

    private Uri Blob(string digest) => new(_base, LayoutNames.Blob(digest));
}
