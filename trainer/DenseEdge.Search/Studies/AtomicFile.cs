using System.Text;

namespace DenseEdge.Search.Studies;

/// <summary>Files that are there whole or not at all: written under a temporary name in the same folder, flushed, renamed.</summary>
internal static class AtomicFile
{
    /// <summary>What stands between a file's name and the number of its temporary; readers pass over such files.</summary>
    private const string TemporaryMark = ".tmp-";

    /// <summary>Writes a file; an old one is replaced.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">The text, written as UTF-8.</param>
    public static void Write(string path, string text) => Write(path, text, replaces: true);

    /// <summary>Writes a file unless there is one: of two who write the same file at the same time the first wins.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">The text, written as UTF-8.</param>
    /// <returns>Whether this text is the one in the file.</returns>
    public static bool WriteFirst(string path, string text)
    {
        try
        {
            Write(path, text, replaces: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    /// <summary>Tells whether a file is one that a killed process left behind.</summary>
    /// <param name="path">The file.</param>
    public static bool IsTemporary(string path) => Path.GetFileName(path).Contains(TemporaryMark, StringComparison.Ordinal);

    private static void Write(string path, string text, bool replaces)
    {
        string temporary = $"{path}{TemporaryMark}{Guid.NewGuid():N}";
        try
        {
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                stream.Write(Encoding.UTF8.GetBytes(text));
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, replaces);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
