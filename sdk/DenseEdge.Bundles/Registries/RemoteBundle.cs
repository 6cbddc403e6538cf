using DenseEdge.Bundles.Deltas;
using DenseEdge.Bundles.Layout;
using DenseEdge.Storage;

namespace DenseEdge.Bundles.Registries;

/// <summary>A bundle that lies elsewhere. Its digest has to be known, from signed metadata: everything else follows from
/// it.</summary>
public sealed class RemoteBundle
{
    private readonly IBlobSource _source;
    private readonly BundleImage _image;
    private readonly byte[] _manifestBytes;

    private RemoteBundle(IBlobSource source, BundleImage image, BundleManifest manifest, byte[] manifestBytes)
    {
        _source = source;
        _image = image;
        _manifestBytes = manifestBytes;
        Manifest = manifest;
    }

    /// <summary>What the bundle says about itself.</summary>
    public BundleManifest Manifest { get; }

    /// <summary>The bundle's digest.</summary>
    public string Digest => _image.Digest;

    /// <summary>Everything that the image names.</summary>
    public IReadOnlyList<BundleLayer> Layers => _image.Layers;

    /// <summary>Fetches the manifests.</summary>
    /// <param name="source">Where the bundle lies.</param>
    /// <param name="digest">Its digest.</param>
    /// <param name="files">The disk.</param>
    /// <param name="scratch">A folder for what is fetched, absolute; made if there is none.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="InvalidDataException">What is there is no bundle, or another one.</exception>
    /// <exception cref="Transfer.TransferException">It could not be had.</exception>
    public static async Task<RemoteBundle> OpenAsync(
        IBlobSource source, string digest, IFileSystem files, string scratch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(files);
        byte[] bytes = await source.GetManifestAsync(digest, BundleImage.MostBytes, cancellationToken).ConfigureAwait(false);
        string found = BlobDigest.Of(bytes);
        if (found != digest)
        {
            throw new InvalidDataException($"Expected the image manifest {digest}, found {found}.");
        }

        BundleImage image = BundleImage.Parse(bytes, digest, BundleLimits.Default);
        BundleLayer layer = BundleContents.Only(image, MediaTypes.Manifest, digest);
        if (layer.Size > BundleManifest.MostBytes)
        {
            throw new InvalidDataException(
                $"{digest}: expected a manifest of at most {BundleManifest.MostBytes} bytes, found {layer.Size}.");
        }

        files.CreateDirectory(scratch);
        string path = Path.Combine(scratch, BlobDigest.Hex(layer.Digest));
        await source.DownloadAsync(layer, files, path, null, cancellationToken).ConfigureAwait(false);
        byte[] manifest = DurableFile.Read(files, path, BundleManifest.MostBytes);
        return new RemoteBundle(source, image, BundleContents.Manifest(image, manifest, digest), manifest);
    }

    /// <summary>Says what <see cref="FetchAsync"/> would download.</summary>
    /// <param name="options">What to fetch.</param>
    /// <returns>The layers: for each model itself, or a delta that pays and whose base is here.</returns>
    public IReadOnlyList<BundleLayer> Plan(ExtractOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<BundleLayer> plan = [Find(Manifest.GoldenDigest)];
        foreach (ModelVariant model in options.Models ?? Manifest.Models)
        {
            plan.Add(Delta(model, options) ?? Find(model.Digest));
        }

        return plan;
    }

    /// <summary>Fetches what a device runs into a new folder, as <see cref="Bundle.ExtractTo"/> does. Broken downloads lie beside
    /// it, in a folder that ends in <c>.part</c>, and the next call goes on with them.</summary>
    /// <param name="files">The disk.</param>
    /// <param name="folder">The folder, absolute; there is none yet.</param>
    /// <param name="options">What to fetch; null for everything.</param>
    /// <exception cref="InvalidDataException">A delta makes another model.</exception>
    /// <exception cref="Transfer.TransferException">Something could not be had.</exception>
    /// <exception cref="IOException">The disk refused, or there is such a folder.</exception>
    public async Task FetchAsync(IFileSystem files, string folder, ExtractOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        options ??= new ExtractOptions();
        if (files.DirectoryExists(folder) || files.FileExists(folder))
        {
            throw new IOException($"Expected a folder that isn't there yet, found '{folder}'. Delete it, or name another.");
        }

        string part = Part(folder);
        files.CreateDirectory(part);
        DurableFile.Replace(files, Path.Combine(part, BundleFiles.ImageManifest), _image.ManifestBytes.Span);
        DurableFile.Replace(files, Path.Combine(part, BundleFiles.Manifest), _manifestBytes);
        SummedProgress progress = new(options.Progress);
        foreach (BundleLayer layer in Plan(options))
        {
            await FetchLayerAsync(files, part, layer, options, progress).ConfigureAwait(false);
            progress.Add(layer.Size);
        }

        files.SyncDirectory(part);
        files.Move(part, folder);
        files.SyncDirectory(Path.GetDirectoryName(folder)!);
    }

    /// <summary>Fetches the whole bundle as an OCI image layout. Broken downloads go on as with
    /// <see cref="FetchAsync"/>.</summary>
    /// <param name="files">The disk.</param>
    /// <param name="folder">The folder, absolute; there is none yet.</param>
    /// <param name="progress">Hears how many bytes are there.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="Transfer.TransferException">Something could not be had.</exception>
    /// <exception cref="IOException">The disk refused, or there is such a folder.</exception>
    public async Task FetchLayoutAsync(
        IFileSystem files, string folder, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        if (files.DirectoryExists(folder) || files.FileExists(folder))
        {
            throw new IOException($"Expected a folder that isn't there yet, found '{folder}'. Delete it, or name another.");
        }

        string part = Part(folder);
        files.CreateDirectory(Path.Combine(part, LayoutNames.Blobs));
        SummedProgress sum = new(progress);
        foreach (BundleLayer layer in _image.Layers.Append(_image.Config))
        {
            string path = Path.Combine(part, LayoutNames.Blob(layer.Digest));
            if (!files.FileExists(path))
            {
                await _source.DownloadAsync(layer, files, path, sum, cancellationToken).ConfigureAwait(false);
            }

            sum.Add(layer.Size);
        }

        byte[] image = _image.ManifestBytes.ToArray();
        DurableFile.Replace(files, Path.Combine(part, LayoutNames.Blob(Digest)), image);
        DurableFile.Replace(files, Path.Combine(part, LayoutNames.Index), LayoutWriter.Index(Manifest.Version, image));
        DurableFile.Replace(files, Path.Combine(part, LayoutNames.Layout), LayoutWriter.LayoutFile());
        files.Move(part, folder);
        files.SyncDirectory(Path.GetDirectoryName(folder)!);
    }

    private async Task FetchLayerAsync(
        IFileSystem files, string part, BundleLayer layer, ExtractOptions options, SummedProgress progress)
    {
        if (layer.DeltaResult is not { } result)
        {
            string name = layer.MediaType == MediaTypes.Golden ? BundleFiles.Golden : layer.Title!;
            string path = Path.Combine(part, name);
            if (!files.FileExists(path))
            {
                await _source.DownloadAsync(layer, files, path, progress, options.CancellationToken).ConfigureAwait(false);
            }

            return;
        }

        string delta = Path.Combine(part, BlobDigest.Hex(layer.Digest) + ".delta");
        await _source.DownloadAsync(layer, files, delta, progress, options.CancellationToken).ConfigureAwait(false);
        ModelVariant model = Manifest.Find(result)!;
        using (Stream steps = files.OpenRead(delta))
        using (Stream old = files.OpenRead(options.Installed(layer.DeltaBase!)!))
        {
            ModelDelta.Apply(old, steps, files, Path.Combine(part, model.File), model.Digest, model.Size);
        }

        files.DeleteFile(delta);
    }

    // With the digest in its name no other bundle's files are taken for this one's.
    private string Part(string folder) => $"{folder}.{BlobDigest.Hex(Digest)[..12]}.part";

    private BundleLayer? Delta(ModelVariant model, ExtractOptions options) => Layers.FirstOrDefault(
        layer => layer.DeltaResult == model.Digest && ModelDelta.Pays(layer.Size, model.Size)
            && options.Installed(layer.DeltaBase!) is not null);

    private BundleLayer Find(string digest) => Layers.First(layer => layer.Digest == digest);

    /// <summary>Adds the progress of one download to the lengths of those before it.</summary>
    private sealed class SummedProgress(IProgress<long>? progress) : IProgress<long>
    {
        private long _before;

        public void Add(long bytes)
        {
            _before += bytes;
            progress?.Report(_before);
        }

        public void Report(long value) => progress?.Report(_before + value);
    }
}
