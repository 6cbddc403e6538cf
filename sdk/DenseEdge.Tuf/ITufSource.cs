using DenseEdge.Storage;

namespace DenseEdge.Tuf;

/// <summary>Where a repository is. Nothing that it gives is trusted.</summary>
public interface ITufSource
{
    /// <summary>Reads a metadata file.</summary>
    /// <param name="name">Its name, such as 3.root.json; no path, and safe as part of a file's name or address.</param>
    /// <param name="mostBytes">What it may have at most.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>Null if there is none.</returns>
    /// <exception cref="TufException">It is longer.</exception>
    /// <exception cref="IOException">It could not be had.</exception>
    Task<byte[]?> ReadMetadataAsync(string name, int mostBytes, CancellationToken cancellation);

    /// <summary>Copies a target to a file, and checks its length and digests before the file gets its name.</summary>
    /// <param name="target">What it must be.</param>
    /// <param name="segments">Its path in the repository, in pieces: each safe as the name of a file.</param>
    /// <param name="destination">The file that it becomes, in a folder that exists.</param>
    /// <param name="files">The disk.</param>
    /// <param name="progress">Hears how many bytes are there.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="IOException">It is not there, or not what it must be.</exception>
    Task DownloadTargetAsync(
        TargetInfo target,
        IReadOnlyList<string> segments,
        string destination,
        IFileSystem files,
        IProgress<long>? progress,
        CancellationToken cancellation);
}
