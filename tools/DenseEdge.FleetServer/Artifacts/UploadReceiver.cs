using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace DenseEdge.FleetServer.Artifacts;

/// <summary>Writes a body to a temporary file and computes its three digests in the same pass.</summary>
/// <param name="folder">The folder of temporary files.</param>
internal sealed class UploadReceiver(string folder)
{
    private const int BufferBytes = 128 << 10;
    private const string Ending = ".upload";

    /// <summary>Takes a body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="mostBytes">What it may have at most.</param>
    /// <param name="cancellation">Ends it early; nothing stays.</param>
    /// <exception cref="InvalidDataException">It is longer than that, or empty.</exception>
    public async Task<ReceivedFile> ReceiveAsync(Stream body, long mostBytes, CancellationToken cancellation)
    {
        string path = NewPath();
        try
        {
            return new ReceivedFile(path, await CopyAsync(body, path, mostBytes, cancellation));
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>The path of a temporary file that isn't there yet.</summary>
    public string NewPath() => Path.Combine(
        Directory.CreateDirectory(folder).FullName, Guid.NewGuid().ToString("N") + Ending);

    /// <summary>Removes what a node left behind when it died; uploads of living nodes are younger.</summary>
    /// <param name="olderThan">The age from which a file is a leftover.</param>
    /// <param name="time">The clock.</param>
    public void RemoveLeftovers(TimeSpan olderThan, TimeProvider time)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        DateTime oldest = (time.GetUtcNow() - olderThan).UtcDateTime;
        foreach (string file in Directory.EnumerateFiles(folder, "*" + Ending).Where(
            file => File.GetLastWriteTimeUtc(file) < oldest))
        {
            File.Delete(file);
        }
    }

    [SuppressMessage("Security", "CA5350", Justification = "DDI's clients compare SHA-1; what is trusted is SHA-256.")]
    [SuppressMessage("Security", "CA5351", Justification = "DDI's clients compare MD5; what is trusted is SHA-256.")]
    private static async Task<StoredArtifact> CopyAsync(
        Stream body, string path, long mostBytes, CancellationToken cancellation)
    {
        using IncrementalHash sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using IncrementalHash sha1 = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        using IncrementalHash md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        long size = 0;
        try
        {
            await using FileStream file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
            while (await body.ReadAsync(buffer, cancellation) is > 0 and int read)
            {
                size += read;
                if (size > mostBytes)
                {
                    throw new InvalidDataException($"Expected a file of at most {mostBytes} bytes, found more.");
                }

                ReadOnlyMemory<byte> piece = buffer.AsMemory(0, read);
                sha256.AppendData(piece.Span);
                sha1.AppendData(piece.Span);
                md5.AppendData(piece.Span);
                await file.WriteAsync(piece, cancellation);
            }

            file.Flush(flushToDisk: true);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return size > 0
            ? new StoredArtifact(Hex(sha256), Hex(sha1), Hex(md5), size)
            : throw new InvalidDataException("Expected a file as the request's body, found an empty body.");
    }

    private static string Hex(IncrementalHash hash) => Convert.ToHexStringLower(hash.GetHashAndReset());
}
