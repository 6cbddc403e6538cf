using System.Net;
using DenseEdge.Storage;
using DenseEdge.Transfer;
using DenseEdge.Tuf.Metadata;

namespace DenseEdge.Tuf;

/// <summary>A repository on a static HTTP host.</summary>
/// <param name="transfer">Makes the transfers; the caller disposes it.</param>
/// <param name="metadata">The address under which the metadata lies.</param>
/// <param name="targets">The address under which the targets lie.</param>
public sealed class HttpTufSource(HttpTransfer transfer, Uri metadata, Uri targets) : ITufSource
{
    private readonly Uri _metadata = Folder(metadata);
    private readonly Uri _targets = Folder(targets);

    /// <inheritdoc/>
    public async Task<byte[]?> ReadMetadataAsync(string name, int mostBytes, CancellationToken cancellation)
    {
        try
        {
            return await transfer.GetAsync(new Uri(_metadata, "./" + name), mostBytes, cancellation).ConfigureAwait(false);
        }
        catch (TransferException fault) when (IsAbsence(fault))
        {
            return null;
        }
        catch (TransferException fault) when (fault.Reason == TransferReason.TooLong)
        {
            throw new TufException(TufReason.TooLong, fault.Message, fault);
        }
    }

    /// <inheritdoc/>
    public Task DownloadTargetAsync(
        TargetInfo target,
        IReadOnlyList<string> segments,
        string destination,
        IFileSystem files,
        IProgress<long>? progress,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(target);
        DownloadRequest request = new()
        {
            Source = new Uri(_targets, "./" + string.Join('/', segments.Select(Uri.EscapeDataString))),
            Destination = destination,
            Length = target.Length,
            Sha256 = target.Hashes.GetValueOrDefault(Hashes.Sha256),
            Sha512 = target.Hashes.GetValueOrDefault(Hashes.Sha512),
        };
        return transfer.DownloadAsync(request, files, progress, cancellation);
    }

    // Object stores that nobody may list answer 403 for what is not there.
    private static bool IsAbsence(TransferException fault)
        => fault.Reason == TransferReason.NotFound || fault.Status == HttpStatusCode.Forbidden;

    private static Uri Folder(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
    }
}
