namespace DenseEdge.Search.Studies;

/// <summary>A lock that the system gives back when its process ends, however it ends.</summary>
internal static class FileLock
{
    /// <summary>Takes a lock.</summary>
    /// <param name="path">The file; it stays behind, and means nothing then.</param>
    /// <returns>Null if another process has it.</returns>
    public static IDisposable? TryTake(string path)
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
}
