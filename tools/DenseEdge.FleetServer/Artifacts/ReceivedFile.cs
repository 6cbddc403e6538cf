namespace DenseEdge.FleetServer.Artifacts;

/// <summary>A file that has come whole and lies under a temporary name; disposing removes it unless it was kept.</summary>
/// <param name="path">The temporary file.</param>
/// <param name="content">Its digests.</param>
internal sealed class ReceivedFile(string path, StoredArtifact content) : IDisposable
{
    /// <summary>The temporary file.</summary>
    public string Path => path;

    /// <summary>Its digests and length.</summary>
    public StoredArtifact Content => content;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (File.Exists(path))
        {
            File.Delete(path);
        }
    }
}
