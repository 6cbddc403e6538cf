using System.Text;

namespace DenseEdge.Storage;

/// <summary>Files that are there whole or not at all, whatever happens: written under a temporary name in the same folder,
/// synchronised, renamed, and the folder synchronised.</summary>
public static class DurableFile
{
    /// <summary>How a temporary file's name ends; whoever cleans a folder up may delete such files.</summary>
    public const string TemporaryEnding = ".tmp";

    /// <summary>Writes a file; an old one is replaced.</summary>
    /// <param name="files">The disk.</param>
    /// <param name="path">The file; its folder exists. One writer at a time.</param>
    /// <param name="bytes">All that shall be in it.</param>
    /// <exception cref="IOException">The disk refused; the old file is still there, whole.</exception>
    public static void Replace(IFileSystem files, string path, ReadOnlySpan<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(files);
        string temporary = path + TemporaryEnding;
        try
        {
            using (WritableFile file = files.Create(temporary))
            {
                file.Write(bytes);
                file.Sync();
            }

            files.Move(temporary, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            DeleteLeftover(files, temporary);
            throw;
        }

        files.SyncDirectory(Path.GetDirectoryName(path)!);
    }

    /// <summary>Writes a text file; an old one is replaced.</summary>
    /// <param name="files">The disk.</param>
    /// <param name="path">The file; its folder exists. One writer at a time.</param>
    /// <param name="text">The text, written as UTF-8.</param>
    /// <exception cref="IOException">The disk refused; the old file is still there, whole.</exception>
    public static void Replace(IFileSystem files, string path, string text) => Replace(files, path, Encoding.UTF8.GetBytes(text));

    /// <summary>Reads a whole file.</summary>
    /// <param name="files">The disk.</param>
    /// <param name="path">The file.</param>
    /// <param name="mostBytes">What it may have at most.</param>
    /// <exception cref="InvalidDataException">It is longer than that.</exception>
    public static byte[] Read(IFileSystem files, string path, int mostBytes)
    {
        ArgumentNullException.ThrowIfNull(files);
        using Stream stream = files.OpenRead(path);
        if (stream.Length > mostBytes)
        {
            throw new InvalidDataException($"Expected at most {mostBytes} bytes in '{path}', found {stream.Length}.");
        }

        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    // The first error is the one that matters; a leftover is removed by the next writer of the same file.
    private static void DeleteLeftover(IFileSystem files, string temporary)
    {
        try
        {
            files.DeleteFile(temporary);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }
}
