using DenseEdge.Storage;

namespace DenseEdge.FleetServer.Artifacts;

/// <summary>A folder, which several nodes may share: <c>ab/ab12…</c> for the digest ab12…. A file appears whole, by
/// rename.</summary>
internal sealed class FolderArtifactStore : IArtifactStore
{
    private const int PrefixDigits = 2;
    private const int DigestDigits = 64;
    private static readonly TimeSpan LeftoverAge = TimeSpan.FromDays(1);

    private readonly string _folder;
    private readonly UploadReceiver _receiver;

    /// <summary>Makes the folder if there is none, and removes old leftovers.</summary>
    /// <exception cref="IOException">It can't be made.</exception>
    public FolderArtifactStore(string folder, TimeProvider time)
    {
        _folder = Path.GetFullPath(folder);
        Directory.CreateDirectory(_folder);
        _receiver = new UploadReceiver(Path.Combine(_folder, "uploads"));
        _receiver.RemoveLeftovers(LeftoverAge, time);
    }

    /// <inheritdoc/>
    public string Place => _folder;

    /// <inheritdoc/>
    public Task<ReceivedFile> ReceiveAsync(Stream body, long mostBytes, CancellationToken cancellation)
        => _receiver.ReceiveAsync(body, mostBytes, cancellation);

    /// <inheritdoc/>
    public Task KeepAsync(ReceivedFile file, CancellationToken cancellation)
    {
        string path = PathOf(file.Content.Sha256);
        string folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        File.Move(file.Path, path, overwrite: true);
        PhysicalFileSystem.Instance.SyncDirectory(folder);
        PhysicalFileSystem.Instance.SyncDirectory(_folder);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<Stream?> OpenAsync(string sha256, long sizeBytes, CancellationToken cancellation)
    {
        string path = PathOf(sha256);
        Stream? stream = File.Exists(path)
            ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, useAsync: true)
            : null;
        return Task.FromResult(stream);
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string sha256, CancellationToken cancellation)
    {
        string path = PathOf(sha256);
        if (File.Exists(path))
        {
            File.Delete(path);
        }

        return Task.CompletedTask;
    }

    // Digests come from our own database; this keeps it so that no other text ever becomes a path.
    private string PathOf(string sha256)
        => sha256.Length == DigestDigits && sha256.All(char.IsAsciiHexDigitLower)
            ? Path.Combine(_folder, sha256[..PrefixDigits], sha256)
            : throw new ArgumentException($"Expected a SHA-256 of {DigestDigits} hexadecimal digits, found '{sha256}'.");
}
