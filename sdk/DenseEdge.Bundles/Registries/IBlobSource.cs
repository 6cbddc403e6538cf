using DenseEdge.Storage;

namespace DenseEdge.Bundles.Registries;

/// <summary>Somewhere that blobs are had by digest: a registry, or a layout behind a web server.</summary>
public interface IBlobSource
{
    /// <summary>Gets an image manifest.</summary>
    /// <param name="digest">Its digest.</param>
    /// <param name="mostBytes">What it may have at most.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>Bytes that nobody has checked yet.</returns>
    /// <exception cref="Transfer.TransferException">It could not be had.</exception>
    Task<byte[]> GetManifestAsync(string digest, int mostBytes, CancellationToken cancellationToken);

    /// <summary>Downloads a blob, going on where an earlier transfer broke, and checks its digest.</summary>
    /// <param name="blob">The blob.</param>
    /// <param name="files">The disk.</param>
    /// <param name="path">The file that it becomes, absolute.</param>
    /// <param name="progress">Hears how many bytes are there.</param>
    /// <param name="cancellationToken">Ends it early; what came stays beside the file.</param>
    /// <exception cref="Transfer.TransferException">It could not be had, or is another one.</exception>
    Task DownloadAsync(
        BundleLayer blob, IFileSystem files, string path, IProgress<long>? progress, CancellationToken cancellationToken);
}
