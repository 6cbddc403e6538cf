using System.Security.Cryptography;
using DenseEdge.Bundles.Layout;
using DenseEdge.Storage;
using DenseEdge.Transfer;
using DenseEdge.Tuf;

namespace DenseEdge.Bundles.Registries;

/// <summary>
/// A signed repository in an OCI registry: each metadata file is an image of one layer under a tag of its own
/// (<c>metadata-3.root.json</c>, <c>metadata-timestamp.json</c>), each target a blob or an image manifest by digest. The registry
/// may move tags as it likes: what a tag leads to is as little trusted as a file on a web server.
/// </summary>
/// <param name="registry">The repository in the registry.</param>
public sealed class OciTufSource(RegistryClient registry) : ITufSource
{
    private const string Sha256 = "sha256";
    private const string Sha512 = "sha512";

    /// <inheritdoc/>
    public async Task<byte[]?> ReadMetadataAsync(string name, int mostBytes, CancellationToken cancellation)
    {
        string tag = TufTags.OfMetadata(name);
        try
        {
            return await ManifestAsync(tag, cancellation).ConfigureAwait(false) is { } manifest
                ? await LayerAsync(manifest, name, mostBytes, cancellation).ConfigureAwait(false)
                : null;
        }
        catch (TransferException fault) when (fault.Reason is TransferReason.TooLong)
        {
            throw new TufException(TufReason.TooLong, fault.Message, fault);
        }
        catch (TransferException fault) when (fault.Reason is TransferReason.WrongDigest)
        {
            throw new TufException(TufReason.Mismatch, fault.Message, fault);
        }
        catch (InvalidDataException fault)
        {
            throw new TufException(TufReason.Malformed, fault.Message, fault);
        }
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
        string digest = target.Hashes.TryGetValue(Sha256, out string? hex)
            ? $"{Sha256}:{hex}"
            : throw new TufException(
                TufReason.Mismatch, $"Expected a {Sha256} of '{target.Path}', by which registries name files, found none.");
        try
        {
            BundleLayer blob = new(MediaTypes.TufTarget, digest, target.Length);
            await registry.DownloadAsync(blob, files, destination, progress, cancellation).ConfigureAwait(false);
        }
        catch (TransferException absence)
            when (absence.Reason == TransferReason.NotFound && target.Length <= BundleImage.MostBytes)
        {
            await DownloadManifestAsync(target, digest, destination, files, cancellation).ConfigureAwait(false);
        }

        CheckSha512(target, destination, files);
    }

    private async Task<byte[]?> ManifestAsync(string tag, CancellationToken cancellation)
    {
        try
        {
            return await registry.GetTaggedAsync(tag, SingleFileImage.MostBytes, cancellation).ConfigureAwait(false);
        }
        catch (TransferException absence) when (absence.Reason == TransferReason.NotFound)
        {
            return null;
        }
    }

    private async Task<byte[]> LayerAsync(byte[] manifest, string name, int mostBytes, CancellationToken cancellation)
    {
        OciDescriptor layer = SingleFileImage.Read(manifest, MediaTypes.TufMetadata, name);
        return layer.Size <= mostBytes
            ? await registry.GetBlobAsync(layer.Digest, mostBytes, cancellation).ConfigureAwait(false)
            : throw new TufException(TufReason.TooLong, $"Expected at most {mostBytes} bytes in {name}, found {layer.Size}.");
    }

    // A registry keeps image manifests apart from blobs.
    private async Task DownloadManifestAsync(
        TargetInfo target, string digest, string destination, IFileSystem files, CancellationToken cancellation)
    {
        byte[] manifest = await registry.GetManifestAsync(digest, (int)target.Length, cancellation).ConfigureAwait(false);
        string found = BlobDigest.Of(manifest);
        if (found != digest)
        {
            throw new TufException(TufReason.Mismatch, $"Expected '{target.Path}' with {digest}, found {found}.");
        }

        DurableFile.Replace(files, destination, manifest);
    }

    private static void CheckSha512(TargetInfo target, string path, IFileSystem files)
    {
        if (target.Hashes.TryGetValue(Sha512, out string? expected)
            && FileDigest.Hex(files, path, HashAlgorithmName.SHA512) is { } found && found != expected)
        {
            files.DeleteFile(path);
            throw new TufException(TufReason.Mismatch, $"Expected '{target.Path}' with {Sha512} {expected}, found {found}.");
        }
    }
}
