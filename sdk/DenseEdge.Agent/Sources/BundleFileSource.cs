using DenseEdge.Agent.Storing;
using DenseEdge.Agent.Updating;
using DenseEdge.Bundles;
using DenseEdge.Bundles.Choosing;
using DenseEdge.Storage;
using DenseEdge.Tuf;

namespace DenseEdge.Agent.Sources;

/// <summary>One bundle file or folder that an operator brought. Its signature must be of the targets role of the root that this
/// device trusts.</summary>
/// <param name="path">The bundle.</param>
/// <param name="root">The trusted root.</param>
/// <param name="device">What this device is.</param>
/// <param name="store">The store, for bases of deltas.</param>
public sealed class BundleFileSource(string path, TrustedRoot root, DeviceFacts device, ModelStore store) : IUpdateSource
{
    /// <inheritdoc/>
    public string Name => path;

    /// <inheritdoc/>
    public Task<UpdateOffer?> CheckAsync(CancellationToken cancellationToken) => SourceFaults.Named(() =>
    {
        using Bundle bundle = Bundle.Open(path);
        BundleSignature.Verify(bundle, root);
        VariantChoice choice = VariantChoice.Of(bundle.Manifest, device);
        return Task.FromResult<UpdateOffer?>(OfferOf(bundle.Digest, bundle.Manifest, choice));
    });

    /// <inheritdoc/>
    public Task<FetchedModel> FetchAsync(
        UpdateOffer offer, IFileSystem files, string downloads, string staging, IProgress<double>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(offer);
        return SourceFaults.Named(
            () => Task.FromResult(Extract(path, offer, device, store, staging, progress, cancellationToken)));
    }

    internal static UpdateOffer OfferOf(string digest, BundleManifest manifest, VariantChoice choice) => new()
    {
        Digest = digest,
        Name = manifest.Name,
        Version = manifest.Version,
        Release = manifest.ReleaseCounter,
        SizeBytes = choice.Variant.Size + manifest.GoldenSize + BundleManifest.MostBytes,
        EngineBytes = choice.EngineBytes,
    };

    /// <summary>Unpacks the variant for this device.</summary>
    internal static FetchedModel Extract(
        string path, UpdateOffer offer, DeviceFacts device, ModelStore store, string staging, IProgress<double>? progress,
        CancellationToken cancellationToken)
    {
        using Bundle bundle = Bundle.Open(path);
        if (bundle.Digest != offer.Digest)
        {
            throw new InvalidDataException($"{path}: expected the bundle {offer.Digest}, found {bundle.Digest}.");
        }

        RequireAnnounced(offer, bundle.Manifest);
        VariantChoice choice = VariantChoice.Of(bundle.Manifest, device);
        bundle.ExtractTo(store.Files, staging, Options(choice, bundle.Manifest, store, progress, cancellationToken));
        return choice.Fetched;
    }

    /// <summary>Refuses a bundle that is another release than its source announced: both are signed by the same keys, and a
    /// mistake in one of them must not go unseen.</summary>
    internal static void RequireAnnounced(UpdateOffer offer, BundleManifest manifest)
    {
        if ((manifest.Name, manifest.Version, manifest.ReleaseCounter) != (offer.Name, offer.Version, offer.Release))
        {
            throw new InvalidDataException(
                $"Expected {offer.Name} {offer.Version} release {offer.Release}, as the source announces it, found "
                + $"{manifest.Name} {manifest.Version} release {manifest.ReleaseCounter} in the bundle.");
        }
    }

    internal static ExtractOptions Options(
        VariantChoice choice, BundleManifest manifest, ModelStore store, IProgress<double>? progress,
        CancellationToken cancellationToken) => new()
        {
            Models = [choice.Variant],
            Installed = digest => InstalledBlobs.Find(store, digest),
            Progress = progress is null ? null : new Share(progress, choice.Variant.Size + manifest.GoldenSize),
            CancellationToken = cancellationToken,
        };
}
