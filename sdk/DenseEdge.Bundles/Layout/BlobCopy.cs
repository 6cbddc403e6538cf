using DenseEdge.Storage;

namespace DenseEdge.Bundles.Layout;

/// <summary>Copies streams piece by piece.</summary>
internal static class BlobCopy
{
    private const int PieceBytes = 1 << 17;

    /// <summary>Reads a stream to its end and writes it, or drops it.</summary>
    /// <param name="source">What to read.</param>
    /// <param name="target">Takes the bytes; null to drop them.</param>
    /// <param name="done">Bytes that were copied before, for the progress.</param>
    /// <param name="progress">Takes the sum.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>The sum.</returns>
    public static long Run(
        Stream source, WritableFile? target, long done, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        byte[] piece = new byte[PieceBytes];
        int read;
        while ((read = source.Read(piece)) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            target?.Write(piece.AsSpan(0, read));
            done += read;
            progress?.Report(done);
        }

        return done;
    }
}
