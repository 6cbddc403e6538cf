using DenseEdge.Bundles.Layout;
using DenseEdge.Storage;

namespace DenseEdge.Bundles;

/// <summary>
/// A model bundle: an OCI image layout in one tar file, or as a folder. Opening reads the manifests only, and believes nothing
/// else: every blob is checked by its digest while it is read, and none is held in memory.
/// </summary>
/// <remarks>A digest says that the bundle is whole, not who made it: that is what <see cref="BundleSignature"/> or TUF metadata
/// are for.</remarks>
public sealed class Bundle : IDisposable
{
    private readonly IBlobStore _store;
    private readonly BundleImage _image;

    private Bundle(IBlobStore store, BundleImage image, BundleManifest manifest, byte[]? signature)
    {
        _store = store;
        _image = image;
        Manifest = manifest;

        // Written out: null would be taken for an array, which becomes empty memory.
        if (signature is not null)
        {
            Signature = signature;
        }
    }

    /// <summary>What the bundle says about itself.</summary>
    public BundleManifest Manifest { get; }

    /// <summary>The digest of the image manifest, which names the bundle with all that is in it.</summary>
    public string Digest => _image.Digest;

    /// <summary>The image manifest, byte by byte.</summary>
    public ReadOnlyMemory<byte> ImageManifest => _image.ManifestBytes;

    /// <summary>Everything that the image names.</summary>
    public IReadOnlyList<BundleLayer> Layers => _image.Layers;

    /// <summary>The envelope of signatures; null for a bundle without.</summary>
    public ReadOnlyMemory<byte>? Signature { get; }

    /// <summary>Where the bundle is.</summary>
    public string Path => _store.Path;

    /// <summary>The image's configuration, which is empty.</summary>
    internal BundleLayer Config => _image.Config;

    /// <summary>Opens a bundle.</summary>
    /// <param name="path">A bundle file, or a folder with an OCI image layout.</param>
    /// <param name="limits">What it may cost; null for <see cref="BundleLimits.Default"/>.</param>
    /// <exception cref="FileNotFoundException">There is neither.</exception>
    /// <exception cref="InvalidDataException">It is no bundle, a damaged one, or one that was made to do harm; the message says
    /// what was expected and what was found.</exception>
    public static Bundle Open(string path, BundleLimits? limits = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        limits ??= BundleLimits.Default;
        IBlobStore store = Directory.Exists(path)
            ? new FolderStore(path, limits)
            : File.Exists(path)
                ? new TarStore(path, limits)
                : throw new FileNotFoundException($"Expected a bundle file or folder, found no '{path}'.", path);
        try
        {
            return Read(store, limits);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Whether a blob is in this file or folder. A model may be missing if a delta makes it.</summary>
    /// <param name="digest">The digest of a layer.</param>
    public bool Has(string digest) => _store.Files.ContainsKey(LayoutNames.Blob(digest));

    /// <summary>Opens a blob. Who reads to its end has read the right bytes.</summary>
    /// <param name="digest">The digest of a layer.</param>
    /// <returns>A stream, which throws <see cref="InvalidDataException"/> at its end if the digest is another.</returns>
    /// <exception cref="FileNotFoundException">The bundle has no such blob.</exception>
    public Stream OpenBlob(string digest)
    {
        string name = LayoutNames.Blob(digest);
        return _store.Files.TryGetValue(name, out long size)
            ? new DigestStream(_store.Open(name), digest, size, Path)
            : throw new FileNotFoundException($"{Path}: expected the blob {digest}, found none.");
    }

    /// <summary>Opens a blob whose reader checks the digest; seekable.</summary>
    internal Stream OpenUnchecked(string digest) => _store.Open(LayoutNames.Blob(digest));

    /// <summary>Reads every blob and checks its digest.</summary>
    /// <param name="progress">Takes the number of bytes that were read.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="InvalidDataException">A blob was changed.</exception>
    public void VerifyBlobs(IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        long done = 0;
        foreach (BundleLayer layer in Layers.Append(Config).Where(layer => Has(layer.Digest)))
        {
            using Stream blob = OpenBlob(layer.Digest);
            done = BlobCopy.Run(blob, null, done, progress, cancellationToken);
        }
    }

    /// <summary>Writes what a device runs into a new folder: the models that it wants, golden frames and manifests. The folder
    /// appears whole or not at all.</summary>
    /// <param name="files">The disk.</param>
    /// <param name="folder">The folder, absolute; there is none yet, but the one above it exists.</param>
    /// <param name="options">What to write; null for everything.</param>
    /// <exception cref="InvalidDataException">A blob was changed, or a delta's base isn't there.</exception>
    /// <exception cref="IOException">The disk refused, or there is such a folder.</exception>
    public void ExtractTo(IFileSystem files, string folder, ExtractOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        new BundleExtraction(this, files, options ?? new ExtractOptions()).Run(folder);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _store.Dispose();

    private static Bundle Read(IBlobStore store, BundleLimits limits)
    {
        BundleImage image = BundleImage.Find(store, limits, out string? version);
        BundleContents.RequireBlobs(store, image);
        BundleLayer layer = BundleContents.Only(image, MediaTypes.Manifest, store.Path);
        BundleManifest manifest = BundleContents.Manifest(
            image, BundleImage.RequireBlob(store, layer, BundleManifest.MostBytes), store.Path);
        if (version != manifest.Version)
        {
            throw new InvalidDataException(
                $"{store.Path}: expected the version {manifest.Version} in index.json, found '{version}'.");
        }

        return new Bundle(store, image, manifest, ReadSignature(store));
    }

    private static byte[]? ReadSignature(IBlobStore store)
    {
        if (!store.Files.TryGetValue(LayoutNames.Signature, out long size))
        {
            return null;
        }

        if (size > BundleImage.MostBytes)
        {
            throw new InvalidDataException(
                $"{store.Path}: expected at most {BundleImage.MostBytes} bytes in '{LayoutNames.Signature}', found {size}.");
        }

        byte[] signature = new byte[size];
        using Stream stream = store.Open(LayoutNames.Signature);
        stream.ReadExactly(signature);
        return signature;
    }
}
