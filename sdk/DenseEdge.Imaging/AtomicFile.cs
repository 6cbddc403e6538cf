namespace DenseEdge.Imaging;

/// <summary>Writes files so that a reader sees the old file or the whole new one, never a part.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a file and makes its folder if needed.</summary>
    /// <param name="path">The file; one that exists is replaced.</param>
    /// <param name="write">Writes the bytes.</param>
    internal static void Write(string path, Action<Stream> write)
    {
        string full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        string temporary = $"{full}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (FileStream stream = File.Create(temporary))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
