namespace DenseEdge.Storage;

/// <summary>
/// What durable code does to a disk, one call per step that a power cut can fall between. Tests replace it to stop at any step
/// and to drop what was not synchronised.
/// </summary>
/// <remarks>All paths are absolute. Every member throws <see cref="IOException"/> (or
/// <see cref="UnauthorizedAccessException"/>) when the disk refuses: full, read-only, missing.</remarks>
public interface IFileSystem
{
    /// <summary>Whether there is a file.</summary>
    /// <param name="path">The file.</param>
    bool FileExists(string path);

    /// <summary>Whether there is a folder.</summary>
    /// <param name="path">The folder.</param>
    bool DirectoryExists(string path);

    /// <summary>A file's length in bytes.</summary>
    /// <param name="path">The file.</param>
    long Length(string path);

    /// <summary>Opens a file for reading, seekable.</summary>
    /// <param name="path">The file.</param>
    Stream OpenRead(string path);

    /// <summary>Makes a file, empty; an old one is emptied. Its name and its bytes are lost in a power cut until
    /// <see cref="WritableFile.Sync"/> and <see cref="SyncDirectory"/>.</summary>
    /// <param name="path">The file; its folder exists.</param>
    WritableFile Create(string path);

    /// <summary>Opens a file to write behind its end; makes it if there is none.</summary>
    /// <param name="path">The file; its folder exists.</param>
    WritableFile OpenAppend(string path);

    /// <summary>Gives a file or folder another name on the same disk, at once for every reader: rename(2). A file that has
    /// the name already is replaced; a folder that has it must be empty.</summary>
    /// <param name="source">What there is.</param>
    /// <param name="destination">The name it gets.</param>
    void Move(string source, string destination);

    /// <summary>Deletes a file; nothing happens if there is none.</summary>
    /// <param name="path">The file.</param>
    void DeleteFile(string path);

    /// <summary>Deletes a folder with all that is in it, links themselves and not what they point at; nothing happens if there
    /// is none.</summary>
    /// <param name="path">The folder.</param>
    void DeleteDirectory(string path);

    /// <summary>Makes a folder and those above it; nothing happens if there is one.</summary>
    /// <param name="path">The folder.</param>
    void CreateDirectory(string path);

    /// <summary>Makes the names in a folder survive a power cut: fsync of the folder. Nothing happens on Windows, which offers
    /// no such call.</summary>
    /// <param name="path">The folder.</param>
    void SyncDirectory(string path);

    /// <summary>The files of a folder, as full paths in ordinal order; empty if there is no folder.</summary>
    /// <param name="path">The folder.</param>
    IReadOnlyList<string> Files(string path);

    /// <summary>The folders of a folder, as full paths in ordinal order; empty if there is no folder.</summary>
    /// <param name="path">The folder.</param>
    IReadOnlyList<string> Directories(string path);

    /// <summary>How many bytes this user may still write to the disk of a folder.</summary>
    /// <param name="path">A folder that exists.</param>
    long FreeBytes(string path);

    /// <summary>Takes a lock that the system gives back when its process ends, however it ends.</summary>
    /// <param name="path">The file of the lock; it stays behind, and means nothing then.</param>
    /// <returns>Null if another process, or another caller of this one, has it.</returns>
    IDisposable? TryLock(string path);
}
