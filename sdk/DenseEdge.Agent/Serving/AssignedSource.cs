using DenseEdge.Agent.Sources;
using DenseEdge.Agent.Storing;
using DenseEdge.Agent.Updating;
using DenseEdge.Bundles;
using DenseEdge.Bundles.Choosing;
using DenseEdge.Storage;
using DenseEdge.Tuf;

namespace DenseEdge.Agent.Serving;

/// <summary>
/// What a server assigned. The server is no root of trust: with a signed repository, the assigned bundle must be one of its
/// targets; without, the bundle's own signature must be of the device's trusted root, as for a bundle that an operator brings.
/// </summary>
internal sealed class AssignedSource : IUpdateSource, IDisposable
{
    private readonly Assignment _assignment;
    private readonly DdiClient _client;
    private readonly ModelStore _store;
    private readonly DeviceFacts _device;
    private readonly RepositorySource? _repository;
    private readonly Func<TrustedRoot> _root;

    /// <summary>Makes a source; nothing is asked yet.</summary>
    /// <param name="assignment">What is assigned.</param>
    /// <param name="client">Downloads; stays the caller's.</param>
    /// <param name="store">The store.</param>
    /// <param name="device">What this device is.</param>
    /// <param name="repository">The signed repository that has the last word, disposed by the source; null for none.</param>
    /// <param name="root">Finds the device's trusted root, for bundles' own signatures.</param>
    public AssignedSource(
        Assignment assignment, DdiClient client, ModelStore store, DeviceFacts device, RepositorySource? repository,
        Func<TrustedRoot> root)
    {
        _assignment = assignment;
        _client = client;
        _store = store;
        _device = device;
        _repository = repository;
        _root = root;
    }

    /// <inheritdoc/>
    public string Name => $"the server's action {_assignment.ActionId}";

    /// <inheritdoc/>
    public async Task<UpdateOffer?> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            UpdateOffer offer = _repository is not null
                ? await _repository.CheckAssignedAsync(_assignment, cancellationToken).ConfigureAwait(false)
                : await SourceFaults.Named(() => CheckBundleAsync(cancellationToken)).ConfigureAwait(false);
            return offer with { ActionId = _assignment.ActionId };
        }
        catch (UpdateException fault)
        {
            throw new UpdateException(fault.Failure, fault.Message, fault)
            {
                ActionId = _assignment.ActionId,
                Repository = fault.Repository,
            };
        }
    }

    /// <inheritdoc/>
    public Task<FetchedModel> FetchAsync(
        UpdateOffer offer, IFileSystem files, string downloads, string staging, IProgress<double>? progress,
        CancellationToken cancellationToken)
        => _assignment.Artifact is not { } artifact && _repository is not null
            ? _repository.FetchAsync(offer, files, downloads, staging, progress, cancellationToken)
            : SourceFaults.Named(() => FetchFileAsync(offer, downloads, staging, progress, cancellationToken));

    /// <summary>Closes connections to the repository.</summary>
    public void Dispose() => _repository?.Dispose();

    // A server that tells digest and release saves a download that would bring nothing new; the bundle has to agree in the end.
    private async Task<UpdateOffer> CheckBundleAsync(CancellationToken cancellationToken)
    {
        AssignedArtifact artifact = RequireArtifact();
        if (_assignment is { Digest: { } digest, Release: { } release })
        {
            return new UpdateOffer
            {
                Digest = digest,
                Name = _assignment.Name,
                Version = _assignment.Version,
                Release = release,
                SizeBytes = 2 * artifact.Bytes,
            };
        }

        string path = await DownloadAsync(_store.Paths.Assigned, null, cancellationToken).ConfigureAwait(false);
        using Bundle bundle = Bundle.Open(path);
        BundleSignature.Verify(bundle, _root());
        RequireAssigned(bundle);
        return BundleFileSource.OfferOf(bundle.Digest, bundle.Manifest, VariantChoice.Of(bundle.Manifest, _device));
    }

    private async Task<FetchedModel> FetchFileAsync(
        UpdateOffer offer, string downloads, string staging, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        bool isHere = _store.Files.FileExists(PathIn(_store.Paths.Assigned));
        string path = await DownloadAsync(isHere ? _store.Paths.Assigned : downloads, progress, cancellationToken)
            .ConfigureAwait(false);
        if (_repository is null)
        {
            using Bundle bundle = Bundle.Open(path);
            BundleSignature.Verify(bundle, _root());
        }

        return BundleFileSource.Extract(path, offer, _device, _store, staging, null, cancellationToken);
    }

    private async Task<string> DownloadAsync(string folder, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        AssignedArtifact artifact = RequireArtifact();
        string path = PathIn(folder);
        if (_store.Files.FileExists(path))
        {
            return path;
        }

        RequireRoom(artifact);
        _store.Files.CreateDirectory(folder);
        IProgress<long>? bytes = progress is null ? null : new Share(progress, artifact.Bytes);
        await _client.DownloadAsync(artifact, _store.Files, path, bytes, cancellationToken).ConfigureAwait(false);
        return path;
    }

    // Named by its digest: what an earlier action left is never taken for this one's.
    private string PathIn(string folder) => Path.Combine(folder, RequireArtifact().Sha256 + ".bundle");

    private AssignedArtifact RequireArtifact() => _assignment.Artifact
        ?? throw new UpdateException(
            UpdateFailure.Refused,
            $"Expected a bundle in the server's action {_assignment.ActionId}, or a signed repository with it, found neither.");

    private void RequireRoom(AssignedArtifact artifact)
    {
        long free = _store.Files.FreeBytes(_store.Paths.Root);
        if (free < artifact.Bytes)
        {
            throw new UpdateException(
                UpdateFailure.Storage,
                $"'{artifact.FileName}' needs {artifact.Bytes / 1e6:F1} MB, and {free / 1e6:F1} MB are free. Free some space.");
        }
    }

    private void RequireAssigned(Bundle bundle)
    {
        bool isAssigned = (_assignment.Digest ?? bundle.Digest) == bundle.Digest
            && (bundle.Manifest.Name, bundle.Manifest.Version) == (_assignment.Name, _assignment.Version);
        if (!isAssigned)
        {
            throw new InvalidDataException(
                $"Expected {_assignment.Name} {_assignment.Version} {_assignment.Digest}, as the server assigns it, found "
                + $"{bundle.Manifest.Name} {bundle.Manifest.Version} {bundle.Digest} in the bundle.");
        }
    }
}
