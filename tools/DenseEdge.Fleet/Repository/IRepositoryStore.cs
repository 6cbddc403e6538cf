namespace DenseEdge.Fleet.Repository;

/// <summary>Which content the names of the signed repository stand for, so that all nodes serve the same.</summary>
public interface IRepositoryStore
{
    /// <summary>Finds a name.</summary>
    /// <param name="path">The name.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The file, or null.</returns>
    Task<RepositoryFile?> FindAsync(string path, CancellationToken cancellation = default);

    /// <summary>All names in order.</summary>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The files.</returns>
    Task<IReadOnlyList<RepositoryFile>> ListAsync(CancellationToken cancellation = default);

    /// <summary>Lets a name stand for a content.</summary>
    /// <param name="path">The name.</param>
    /// <param name="sha256">SHA-256 of the content, 64 lower-case hexadecimal digits.</param>
    /// <param name="sizeBytes">Its length in bytes.</param>
    /// <param name="overwrite">Whether the name may stand for another content up to now.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>Whether it is new or changed; a conflict if it stands for another content and may not be overwritten.</returns>
    Task<bool> PutAsync(string path, string sha256, long sizeBytes, bool overwrite, CancellationToken cancellation = default);

    /// <summary>Whether a model version or a name of the repository needs a content.</summary>
    /// <param name="sha256">Its SHA-256.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>Whether it is needed.</returns>
    Task<bool> IsNeededAsync(string sha256, CancellationToken cancellation = default);
}
