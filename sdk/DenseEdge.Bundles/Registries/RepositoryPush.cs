using System.Text.Json;
using DenseEdge.Bundles.Layout;
using DenseEdge.Tuf;
using DenseEdge.Tuf.Publishing;

namespace DenseEdge.Bundles.Registries;

/// <summary>
/// Pushes a published repository to a registry, in an order that may break off anywhere: targets, metadata with versions in their
/// names, the roots, and the timestamp last. Until the timestamp is there, devices see what they saw before; a push that broke
/// off is simply done again.
/// </summary>
/// <param name="registry">The repository in the registry.</param>
/// <param name="published">What is published.</param>
/// <param name="blobs">The blobs of image manifests that are targets, beside the repository; what is missing there must be in the
/// registry already.</param>
public sealed class RepositoryPush(RegistryClient registry, PublishedRepository published, FolderLayout blobs)
{
    private const int MostTimestampBytes = 1 << 20;

    /// <summary>Pushes.</summary>
    /// <param name="progress">Hears what is there now.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>Paths of targets that are neither in the registry nor here; devices find those only if they know another
    /// registry.</returns>
    /// <exception cref="TufException">The registry has a later state: pushing this one would look like an attack to every
    /// device.</exception>
    /// <exception cref="Transfer.TransferException">The registry refused.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(
        IProgress<string>? progress = null, CancellationToken cancellationToken = default)
    {
        await RequireNotOlderAsync(cancellationToken).ConfigureAwait(false);
        await registry.PushBlobAsync(BlobDigest.Of(BundleImage.EmptyConfig), EmptyConfig, cancellationToken)
            .ConfigureAwait(false);
        List<string> missing = [];
        foreach (PublishedTarget target in published.Targets)
        {
            if (await PushTargetAsync(target, cancellationToken).ConfigureAwait(false))
            {
                progress?.Report(target.Target.Path);
            }
            else
            {
                missing.Add(target.Target.Path);
            }
        }

        foreach (PublishedMetadata file in published.Metadata)
        {
            await PushFileAsync(
                TufTags.OfMetadata(file.Name), MediaTypes.TufMetadata, file.Name, BlobDigest.Of(file.Bytes.Span),
                () => new MemoryStream(file.Bytes.ToArray(), writable: false), cancellationToken).ConfigureAwait(false);
            progress?.Report(file.Name);
        }

        return missing;
    }

    // A device that has seen the later timestamp would refuse the earlier one for ever, as the rollback attack that it seems.
    private async Task RequireNotOlderAsync(CancellationToken cancellationToken)
    {
        PublishedMetadata ours = published.Metadata[^1];
        byte[]? theirs = await TimestampAsync(ours.Name, cancellationToken).ConfigureAwait(false);
        long there = theirs is null ? 0 : VersionOf(theirs);
        long here = VersionOf(ours.Bytes);
        if (there > here || (there == here && !ours.Bytes.Span.SequenceEqual(theirs)))
        {
            throw new TufException(
                TufReason.NotPublishable,
                $"Expected a registry that has at most version {here} of {ours.Name}, found {(there > here ? "" : "another ")}"
                + $"version {there}. Publish from the folder that was published last, or publish again.");
        }
    }

    // Whatever else lies there is replaced, as no device can read it either.
    private async Task<byte[]?> TimestampAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return await new OciTufSource(registry).ReadMetadataAsync(name, MostTimestampBytes, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (TufException)
        {
            return null;
        }
    }

    private static long VersionOf(ReadOnlyMemory<byte> timestamp)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(timestamp);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("signed", out JsonElement signed)
                && signed.ValueKind == JsonValueKind.Object
                && signed.TryGetProperty("version", out JsonElement version)
                && version.ValueKind == JsonValueKind.Number && version.TryGetInt64(out long number)
                ? number
                : 0;
        }
        catch (JsonException)
        {
            return 0;
        }
    }

    private async Task<bool> PushTargetAsync(PublishedTarget target, CancellationToken cancellationToken)
    {
        if (!target.Target.Hashes.TryGetValue("sha256", out string? hex))
        {
            return false;
        }

        string digest = $"sha256:{hex}";
        if (target.File is { } file)
        {
            await PushFileAsync(
                TufTags.OfTarget(hex), MediaTypes.TufTarget, target.Target.Path, digest, () => File.OpenRead(file),
                cancellationToken).ConfigureAwait(false);
            return true;
        }

        if (await registry.HasManifestAsync(digest, cancellationToken).ConfigureAwait(false)
            || await registry.HasBlobAsync(digest, cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        return blobs.Has(digest) && await PushImageAsync(digest, hex, cancellationToken).ConfigureAwait(false);
    }

    /// <returns>False if a blob is missing.</returns>
    private async Task<bool> PushImageAsync(string digest, string hex, CancellationToken cancellationToken)
    {
        byte[] manifest = await blobs.GetManifestAsync(digest, BundleImage.MostBytes, cancellationToken).ConfigureAwait(false);
        if (BlobDigest.Of(manifest) != digest)
        {
            throw new InvalidDataException($"Expected the image manifest {digest} beside the repository, found another one.");
        }

        foreach (BundleLayer layer in BundleImage.Parse(manifest, digest, BundleLimits.Default).Layers)
        {
            if (blobs.Has(layer.Digest))
            {
                await registry.PushBlobAsync(layer.Digest, () => blobs.Open(layer.Digest), cancellationToken)
                    .ConfigureAwait(false);
            }
            else if (!await registry.HasBlobAsync(layer.Digest, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }
        }

        await registry.PushManifestAsync(manifest, TufTags.OfTarget(hex), cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async Task PushFileAsync(
        string tag, string mediaType, string title, string digest, Func<Stream> open, CancellationToken cancellationToken)
    {
        await registry.PushBlobAsync(digest, open, cancellationToken).ConfigureAwait(false);
        long bytes;
        using (Stream content = open())
        {
            bytes = content.Length;
        }

        byte[] manifest = SingleFileImage.Write(mediaType, title, digest, bytes);
        await registry.PushManifestAsync(manifest, tag, cancellationToken).ConfigureAwait(false);
    }

    private static MemoryStream EmptyConfig() => new(BundleImage.EmptyConfig.ToArray(), writable: false);
}
