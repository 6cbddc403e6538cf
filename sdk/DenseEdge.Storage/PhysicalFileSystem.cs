namespace DenseEdge.Storage;

/// <summary>The disk of this machine.</summary>
public sealed class PhysicalFileSystem : IFileSystem
{
    private PhysicalFileSystem()
    {
    }

    /// <summary>The only one.</summary>
    public static PhysicalFileSystem Instance { get; } = new();

    /// <inheritdoc/>
    public bool FileExists(string path) => File.Exists(path);

    /// <inheritdoc/>
    public bool DirectoryExists(string path) => Directory.Exists(path);

    /// <inheritdoc/>
    public long Length(string path) => new FileInfo(path).Length;

    /// <inheritdoc/>
    public Stream OpenRead(string path) => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);

    /// <inheritdoc/>
    public WritableFile Create(string path) => new PhysicalFile(path, FileMode.Create);

    /// <inheritdoc/>
    public WritableFile OpenAppend(string path) => new PhysicalFile(path, FileMode.Append);

    /// <inheritdoc/>
    public void Move(string source, string destination)
    {
        if (Directory.Exists(source))
        {
            if (Directory.Exists(destination))
            {
                Directory.Delete(destination);
            }

            Directory.Move(source, destination);
        }
        else
        {
            File.Move(source, destination, overwrite: true);
        }
    }

    /// <inheritdoc/>
    public void DeleteFile(string path)
    {
        if (File.Exists(path))
        {
            File.Delete(path);
        }
    }

    /// <inheritdoc/>
    public void DeleteDirectory(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }

    /// <inheritdoc/>
    public void CreateDirectory(string path) => Directory.CreateDirectory(path);

    /// <inheritdoc/>
    public void SyncDirectory(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            DirectorySync.Sync(path);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Files(string path) => Sorted(path, Directory.GetFiles);

    /// <inheritdoc/>
    public IReadOnlyList<string> Directories(string path) => Sorted(path, Directory.GetDirectories);

    /// <inheritdoc/>
    public long FreeBytes(string path) => new DriveInfo(path).AvailableFreeSpace;

    /// <inheritdoc/>
    public IDisposable? TryLock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    private static string[] Sorted(string path, Func<string, string[]> list)
    {
        string[] found = Directory.Exists(path) ? list(path) : [];
        Array.Sort(found, StringComparer.Ordinal);
        return found;
    }
}
