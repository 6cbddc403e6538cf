using DenseEdge.FleetServer.Settings;
using DenseEdge.Storage;

namespace DenseEdge.FleetServer.Artifacts;

/// <summary>A folder, which several nodes may share: <c>ab/ab12…</c> for the digest ab12…. A file appears whole, by
/// rename.</summary>
internal sealed class FolderArtifactStore : IArtifactStore
{
    private const string OwnerFile = "fleet-id";
    private const int PrefixDigits = 2;
    private const int DigestDigits = 64;
    private static readonly TimeSpan LeftoverAge = TimeSpan.FromDays(1);

    /// <summary>No upload takes longer from its file to its row in the database.</summary>
    private static readonly TimeSpan Youth = TimeSpan.FromMinutes(10);

    private readonly string _folder;
    private readonly UploadReceiver _receiver;
    private readonly TimeProvider _time;

    /// <summary>Makes the folder if there is none, and removes old leftovers.</summary>
    /// <exception cref="IOException">It can't be made.</exception>
    public FolderArtifactStore(string folder, TimeProvider time)
    {
        _folder = Path.GetFullPath(folder);
        _time = time;
        Directory.CreateDirectory(_folder);
        _receiver = new UploadReceiver(Path.Combine(_folder, "uploads"));
        _receiver.RemoveLeftovers(LeftoverAge, time);
    }

    /// <inheritdoc/>
    public string Place => _folder;

    /// <inheritdoc/>
    public void Claim(string fleet)
    {
        string path = Path.Combine(_folder, OwnerFile);
        if (!File.Exists(path))
        {
            DurableFile.Replace(PhysicalFileSystem.Instance, path, fleet);
        }

        if (File.ReadAllText(path) != fleet)
        {
            throw new SettingsException(
                $"{path}: expected this fleet's name, {fleet}, found another. Name a folder of its own with --artifacts, or with --data "
                + "where the files are in a registry; if it is this fleet's, as after a restore, delete that file.");
        }
    }

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
    public async Task<int> CollectAsync(Func<string, Task<bool>> isNeeded, CancellationToken cancellation)
    {
        int removed = 0;
        foreach (string path in Directory.EnumerateDirectories(_folder)
            .Where(folder => Path.GetFileName(folder).Length == PrefixDigits).SelectMany(Directory.EnumerateFiles).ToList())
        {
            cancellation.ThrowIfCancellationRequested();
            if (!IsYoung(path) && !await isNeeded(Path.GetFileName(path)) && TryRemove(path))
            {
                removed++;
            }
        }

        return removed;
    }

    // Out of the way first: equal bytes may be uploaded at this moment. If they came before the move, the file is a young one now
    // and goes back; if they come after it, they have their own.
    private bool TryRemove(string path)
    {
        string aside = _receiver.NewPath();
        try
        {
            File.Move(path, aside);
        }
        catch (FileNotFoundException)
        {
            return false; // Another node that shares the folder was first.
        }

        if (IsYoung(aside))
        {
            File.Move(aside, path, overwrite: true);
            return false;
        }

        File.Delete(aside);
        return true;
    }

    private bool IsYoung(string path) => File.GetLastWriteTimeUtc(path) > (_time.GetUtcNow() - Youth).UtcDateTime;

    // Digests come from our own database; this keeps it so that no other text ever becomes a path.
    private string PathOf(string sha256)
        => sha256.Length == DigestDigits && sha256.All(char.IsAsciiHexDigitLower)
            ? Path.Combine(_folder, sha256[..PrefixDigits], sha256)
            : throw new ArgumentException($"Expected a SHA-256 of {DigestDigits} hexadecimal digits, found '{sha256}'.");
}
