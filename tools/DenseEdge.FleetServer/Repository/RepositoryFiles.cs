using System.Diagnostics;
using DenseEdge.FleetServer.Artifacts;
using DenseEdge.Storage;

namespace DenseEdge.FleetServer.Repository;

/// <summary>The signed repository: files that were signed elsewhere. This server holds no key; devices check what they
/// get.</summary>
internal sealed class RepositoryFiles
{
    private const int BufferBytes = 64 << 10;

    private readonly string _folder;
    private readonly UploadReceiver _receiver;
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Makes the folders if there are none.</summary>
    public RepositoryFiles(string folder)
    {
        _folder = Path.GetFullPath(folder);
        Directory.CreateDirectory(Path.Combine(_folder, RepositoryPath.Metadata));
        Directory.CreateDirectory(Path.Combine(_folder, RepositoryPath.Targets));
        _receiver = new UploadReceiver(Path.Combine(_folder, "uploads"));
    }

    /// <summary>Finds a file.</summary>
    /// <param name="kind">metadata or targets.</param>
    /// <param name="path">A valid name.</param>
    /// <returns>The file; null if there is none.</returns>
    public FileInfo? Find(string kind, string path)
    {
        FileInfo file = new(PathOf(kind, path));
        return file.Exists ? file : null;
    }

    /// <summary>Takes a file; it appears whole, by rename.</summary>
    /// <returns>What became of it.</returns>
    /// <exception cref="InvalidDataException">It is too long, or empty.</exception>
    public async Task<RepositoryWrite> PutAsync(
        string kind, string path, Stream body, long mostBytes, CancellationToken cancellation)
    {
        using ReceivedFile received = await _receiver.ReceiveAsync(body, mostBytes, cancellation);
        string destination = PathOf(kind, path);
        await _turn.WaitAsync(cancellation);
        try
        {
            bool isThere = File.Exists(destination);
            if (isThere && await AreEqualAsync(received.Path, destination, cancellation))
            {
                return RepositoryWrite.Same;
            }

            if (isThere && !RepositoryPath.IsReplaceable(kind, path))
            {
                return RepositoryWrite.Refused;
            }

            string folder = Path.GetDirectoryName(destination)!;
            Directory.CreateDirectory(folder);
            File.Move(received.Path, destination, overwrite: isThere);
            PhysicalFileSystem.Instance.SyncDirectory(folder);
            return RepositoryWrite.Written;
        }
        finally
        {
            _turn.Release();
        }
    }

    private string PathOf(string kind, string path)
        => RepositoryPath.IsValid(path) && (kind is RepositoryPath.Metadata or RepositoryPath.Targets)
            ? Path.Combine(_folder, kind, path)
            : throw new UnreachableException($"An invalid name, '{kind}/{path}', came as far as the disk.");

    private static async Task<bool> AreEqualAsync(string one, string other, CancellationToken cancellation)
    {
        await using FileStream first = File.OpenRead(one);
        await using FileStream second = File.OpenRead(other);
        if (first.Length != second.Length)
        {
            return false;
        }

        byte[] left = new byte[BufferBytes];
        byte[] right = new byte[BufferBytes];
        while (await first.ReadAtLeastAsync(left, BufferBytes, throwOnEndOfStream: false, cancellation) is > 0 and int read)
        {
            await second.ReadExactlyAsync(right.AsMemory(0, read), cancellation);
            if (!left.AsSpan(0, read).SequenceEqual(right.AsSpan(0, read)))
            {
                return false;
            }
        }

        return true;
    }
}
