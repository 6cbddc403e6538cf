using DenseEdge.Agent.Control;
using DenseEdge.Agent.Serving;
using DenseEdge.Agent.Storing;
using DenseEdge.Agent.Updating;
using DenseEdge.Bundles;
using DenseEdge.Bundles.Choosing;
using DenseEdge.Bundles.Registries;
using DenseEdge.Storage;
using DenseEdge.Transfer;
using DenseEdge.Tuf;

namespace DenseEdge.Agent.Sources;

/// <summary>
/// A signed repository, over HTTP, in a registry or in a folder: TUF metadata say which bundles there are, and nothing else is
/// believed. The bundle itself is a target of the repository, or its image manifest is one and its blobs come from a registry or
/// from <c>blobs/sha256</c> beside the repository.
/// </summary>
public sealed class RepositorySource : IUpdateSource, IDisposable
{
    private const string BundleFileName = "bundle.tar";

    private readonly SourceOptions _options;
    private readonly ModelStore _store;
    private readonly DeviceFacts _device;
    private readonly HttpTransfer _transfer;
    private readonly TufClient _client;
    private ModelTarget? _chosen;

    /// <summary>Makes a source; nothing is asked yet.</summary>
    /// <param name="options">Where the repository is.</param>
    /// <param name="store">The store: trusted metadata, bases of deltas.</param>
    /// <param name="device">What this device is.</param>
    /// <param name="clock">What time it is.</param>
    /// <param name="transfer">How to transfer; the source disposes it.</param>
    public RepositorySource(SourceOptions options, ModelStore store, DeviceFacts device, ClockPolicy clock, HttpTransfer transfer)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(store);
        _options = options;
        _store = store;
        _device = device;
        _transfer = transfer;
        _client = new TufClient(store.Files, store.Paths.Metadata, RepositoryOf(options, store.Files, transfer), clock);
    }

    /// <inheritdoc/>
    public string Name => _options.Repository;

    /// <inheritdoc/>
    public Task<UpdateOffer?> CheckAsync(CancellationToken cancellationToken)
        => SourceFaults.Named(() => CheckTrustedAsync(cancellationToken));

    /// <inheritdoc/>
    public Task<FetchedModel> FetchAsync(
        UpdateOffer offer, IFileSystem files, string downloads, string staging, IProgress<double>? progress,
        CancellationToken cancellationToken) => SourceFaults.Named(
            () => _chosen!.IsImageManifest
                ? FetchBlobsAsync(offer, downloads, staging, progress, cancellationToken)
                : FetchFileAsync(offer, downloads, staging, progress, cancellationToken));

    /// <summary>Closes connections.</summary>
    public void Dispose() => _transfer.Dispose();

    private static ITufSource RepositoryOf(SourceOptions options, IFileSystem files, HttpTransfer transfer)
    {
        if (RegistryReference.IsMeant(options.Repository))
        {
            return new OciTufSource(RegistryOf(options, transfer));
        }

        if (!SourceOptions.IsWeb(options.Repository))
        {
            return new FolderTufSource(files, options.Repository);
        }

        Uri repository = FolderOf(options.Repository);
        return new HttpTufSource(transfer, new Uri(repository, "metadata/"), new Uri(repository, "targets/"));
    }

    private static RegistryClient RegistryOf(SourceOptions options, HttpTransfer transfer) => new(
        RegistryReference.ParseRepository(options.Repository), transfer, new RegistryOptions { PlainHttp = options.PlainHttp });

    private static Uri FolderOf(string address) => new(address.EndsWith('/') ? address : address + "/");

    /// <summary>Looks for the bundle that a server assigned among those that are signed.</summary>
    /// <exception cref="UpdateException">It isn't, or the repository can't be trusted or reached.</exception>
    internal Task<UpdateOffer> CheckAssignedAsync(Assignment assignment, CancellationToken cancellationToken)
        => SourceFaults.Named(async () =>
        {
            IEnumerable<ModelTarget> fitting = await FittingAsync(cancellationToken).ConfigureAwait(false);
            _chosen = fitting.Where(target => IsAssigned(target, assignment)).MaxBy(target => target.Release);
            return _chosen is null
                ? throw new UpdateException(
                    UpdateFailure.Refused,
                    $"The server assigns {assignment.Name} {assignment.Version} {assignment.Digest}; expected it among the "
                    + $"signed targets of {_options.Repository} that fit this device, found no such target of the model "
                    + $"{_options.Model}. Sign and publish it first.")
                : OfferOf(_chosen, assignment.Artifact?.Bytes);
        });

    private async Task<UpdateOffer?> CheckTrustedAsync(CancellationToken cancellationToken)
    {
        IEnumerable<ModelTarget> fitting = await FittingAsync(cancellationToken).ConfigureAwait(false);
        _chosen = fitting.MaxBy(target => target.Release);
        return _chosen is null ? null : OfferOf(_chosen, null);
    }

    private async Task<IEnumerable<ModelTarget>> FittingAsync(CancellationToken cancellationToken)
    {
        InitializeTrust();
        await _client.RefreshAsync(cancellationToken).ConfigureAwait(false);
        Version agent = Version.Parse(StatusReader.AgentVersion);
        return _client.Targets.Select(ModelTarget.TryRead).OfType<ModelTarget>()
            .Where(target => target.Name == _options.Model && target.Fits(_device.BoardNames, agent));
    }

    private static bool IsAssigned(ModelTarget target, Assignment assignment)
        => target.Name == assignment.Name && target.Label == assignment.Version
            && (assignment.Digest ?? target.Digest) == target.Digest
            && (assignment.Release ?? target.Release) == target.Release;

    // A bundle file is fetched whole and then unpacked.
    private static UpdateOffer OfferOf(ModelTarget target, long? fileBytes) => new()
    {
        Digest = target.Digest,
        Name = target.Name,
        Version = target.Label,
        Release = target.Release,
        SizeBytes = fileBytes is { } bytes ? 2 * bytes
            : target.IsImageManifest ? target.Target.Length : 2 * target.Target.Length,
    };

    // The root that the device was given counts once: from then on trust grows from what was accepted.
    private void InitializeTrust()
    {
        string given = _options.TrustedRoot ?? _store.Paths.TrustedRoot;
        if (_store.Files.FileExists(given))
        {
            _client.Init(DurableFile.Read(_store.Files, given, new TufLimits().MostRootBytes));
        }
    }

    private async Task<FetchedModel> FetchFileAsync(
        UpdateOffer offer, string downloads, string staging, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        string path = Path.Combine(downloads, BundleFileName);
        IProgress<long>? bytes = progress is null ? null : new Share(progress, _chosen!.Target.Length);
        await _client.DownloadAsync(_chosen!.Target, path, bytes, cancellationToken).ConfigureAwait(false);
        return BundleFileSource.Extract(path, offer, _device, _store, staging, null, cancellationToken);
    }

    private async Task<FetchedModel> FetchBlobsAsync(
        UpdateOffer offer, string downloads, string staging, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        RemoteBundle bundle = await RemoteBundle
            .OpenAsync(Blobs(), _chosen!.Digest, _store.Files, downloads, cancellationToken).ConfigureAwait(false);
        BundleFileSource.RequireAnnounced(offer, bundle.Manifest);
        VariantChoice choice = VariantChoice.Of(bundle.Manifest, _device);
        RequireRoom(bundle, choice);
        ExtractOptions options = BundleFileSource.Options(choice, bundle.Manifest, _store, progress, cancellationToken);
        string unpacked = Path.Combine(downloads, "unpacked");
        _store.Files.DeleteDirectory(unpacked);
        await bundle.FetchAsync(_store.Files, unpacked, options).ConfigureAwait(false);
        _store.Files.Move(unpacked, staging);
        return choice.Fetched;
    }

    private IBlobSource Blobs()
    {
        if (_options.Registry is { } registry)
        {
            Uri address = new(registry);
            RegistryReference reference = RegistryReference.Parse(
                $"{RegistryReference.Scheme}{address.Authority}{address.AbsolutePath.TrimEnd('/')}@{_chosen!.Digest}");
            bool isPlain = address.Scheme == Uri.UriSchemeHttp;
            return new RegistryClient(
                reference, _transfer, new RegistryOptions { PlainHttp = isPlain, AllowPlainHttpAnywhere = isPlain });
        }

        return RegistryReference.IsMeant(_options.Repository) ? RegistryOf(_options, _transfer)
            : SourceOptions.IsWeb(_options.Repository) ? new WebLayout(_transfer, FolderOf(_options.Repository))
            : new FolderLayout(_store.Files, _options.Repository);
    }

    // The sizes of blobs are known only now: the offer had those of the metadata.
    private void RequireRoom(RemoteBundle bundle, VariantChoice choice)
    {
        long needed = bundle.Plan(new ExtractOptions { Models = [choice.Variant] }).Sum(layer => layer.Size);
        long free = _store.Files.FreeBytes(_store.Paths.Root);
        if (free < needed)
        {
            throw new UpdateException(
                UpdateFailure.Storage,
                $"{bundle.Digest} needs {needed / 1e6:F1} MB, and {free / 1e6:F1} MB are free. Free some space.");
        }
    }
}
