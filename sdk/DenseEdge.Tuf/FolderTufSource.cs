using DenseEdge.Storage;
using DenseEdge.Tuf.Metadata;

namespace DenseEdge.Tuf;

/// <summary>A repository in a folder: a USB stick, a network share.</summary>
/// <param name="source">The disk that it is on.</param>
/// <param name="metadata">The folder of the metadata.</param>
/// <param name="targets">The folder of the targets.</param>
public sealed class FolderTufSource(IFileSystem source, string metadata, string targets) : ITufSource
{
    private const int ChunkBytes = 1 << 16;
    private const string PartEnding = ".part";

    /// <summary>A repository with its metadata in metadata/ and its targets in targets/.</summary>
    /// <param name="source">The disk that it is on.</param>
    /// <param name="repository">The repository's folder.</param>
    public FolderTufSource(IFileSystem source, string repository)
        : this(source, Path.Combine(repository, "metadata"), Path.Combine(repository, "targets"))
    {
    }

    /// <inheritdoc/>
    public Task<byte[]?> ReadMetadataAsync(string name, int mostBytes, CancellationToken cancellation)
    {
        string path = Path.Combine(metadata, name);
        if (!source.FileExists(path))
        {
            return Task.FromResult<byte[]?>(null);
        }

        using Stream stream = source.OpenRead(path);
        if (stream.Length > mostBytes)
        {
            throw new TufException(TufReason.TooLong, $"Expected at most {mostBytes} bytes in '{path}', found {stream.Length}.");
        }

        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Task.FromResult<byte[]?>(bytes);
    }

    /// <inheritdoc/>
    public async Task DownloadTargetAsync(
        TargetInfo target,
        IReadOnlyList<string> segments,
        string destination,
        IFileSystem files,
        IProgress<long>? progress,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(files);
        string path = Path.Combine([targets, .. segments]);
        if (!source.FileExists(path))
        {
            throw new TufException(TufReason.Missing, $"Expected the target '{target.Path}' in '{path}', found no file.");
        }

        string part = destination + PartEnding;
        try
        {
            await CopyAsync(target, path, part, files, progress, cancellation).ConfigureAwait(false);
            TargetFile.Check(files, part, target);
            files.Move(part, destination);
        }
        catch (TufException)
        {
            files.DeleteFile(part);
            throw;
        }

        files.SyncDirectory(Path.GetDirectoryName(destination)!);
    }

    private async Task CopyAsync(
        TargetInfo target,
        string path,
        string part,
        IFileSystem files,
        IProgress<long>? progress,
        CancellationToken cancellation)
    {
        using Stream input = source.OpenRead(path);
        using WritableFile output = files.Create(part);
        byte[] chunk = new byte[ChunkBytes];
        int read;
        while ((read = await input.ReadAsync(chunk, cancellation).ConfigureAwait(false)) > 0)
        {
            if (output.Length + read > target.Length)
            {
                throw new TufException(TufReason.Mismatch, $"Expected {target.Length} bytes in '{path}', found more.");
            }

            output.Write(chunk.AsSpan(0, read));
            progress?.Report(output.Length);
        }

        output.Sync();
    }
}
