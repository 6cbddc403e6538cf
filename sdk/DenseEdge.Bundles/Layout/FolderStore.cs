namespace DenseEdge.Bundles.Layout;

/// <summary>A bundle as a plain folder.</summary>
internal sealed class FolderStore : IBlobStore
{
    private readonly string _folder;

    /// <summary>Lists a folder.</summary>
    /// <exception cref="InvalidDataException">There is something in it that no bundle has.</exception>
    public FolderStore(string folder, BundleLimits limits)
    {
        _folder = System.IO.Path.GetFullPath(folder);
        Dictionary<string, long> files = new(StringComparer.Ordinal);
        List(new DirectoryInfo(_folder), "", files, limits.MostEntries);
        Files = files;
    }

    public string Path => _folder;

    public IReadOnlyDictionary<string, long> Files { get; }

    public Stream Open(string name)
        => new FileStream(
            System.IO.Path.Combine(_folder, name), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);

    public void Dispose()
    {
    }

    private void List(DirectoryInfo folder, string prefix, Dictionary<string, long> files, int mostEntries)
    {
        foreach (FileSystemInfo entry in folder.EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            string name = prefix + entry.Name;
            if (entry.LinkTarget is not null)
            {
                throw new InvalidDataException($"{_folder}: expected files and folders, found the link '{name}'.");
            }

            if (entry is DirectoryInfo inner)
            {
                Require(LayoutNames.IsFolder(name + "/") ? null : "a folder that no bundle has", name);
                List(inner, name + "/", files, mostEntries);
                continue;
            }

            Require(LayoutNames.Fault(name), name);
            files.Add(name, ((FileInfo)entry).Length);
            if (files.Count > mostEntries)
            {
                throw new InvalidDataException($"{_folder}: expected at most {mostEntries} files, found more.");
            }
        }
    }

    private void Require(string? fault, string name)
    {
        if (fault is not null)
        {
            throw new InvalidDataException($"{_folder}: expected the files of a bundle, found {fault}: '{name}'.");
        }
    }
}
