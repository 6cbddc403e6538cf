using DenseEdge.Storage;

namespace DenseEdge.Bundles.Layout;

/// <summary>Writes the files of an OCI image layout into a folder.</summary>
internal sealed class FolderWriter(IFileSystem files, string folder)
{
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);

    /// <summary>Writes a file.</summary>
    /// <param name="name">Its name, one of <see cref="LayoutNames"/>.</param>
    /// <param name="size">Its length in bytes.</param>
    /// <param name="content">As many bytes.</param>
    public void Add(string name, long size, Stream content)
    {
        string path = Path.Combine(folder, name);
        string parent = Path.GetDirectoryName(path)!;
        if (_folders.Add(parent))
        {
            files.CreateDirectory(parent);
        }

        using WritableFile file = files.Create(path);
        BlobCopy.Run(content, file, 0, null, CancellationToken.None);
        file.Sync();
    }

    /// <summary>Makes the names survive a power cut.</summary>
    public void End()
    {
        foreach (string parent in _folders.Append(Path.Combine(folder, "blobs")))
        {
            files.SyncDirectory(parent);
        }
    }
}
