using System.Globalization;
using System.Text.Json;
using DenseEdge.Bundles.Json;
using DenseEdge.Bundles.Layout;
using DenseEdge.Storage;

namespace DenseEdge.Bundles;

/// <summary>Puts a bundle together. The same manifest and files make the same bytes; only signatures differ.</summary>
public sealed class BundleWriter
{
    private readonly List<BundleLayer> _layers = [];
    private readonly Dictionary<string, Func<Stream>> _blobs = new(StringComparer.Ordinal);

    /// <summary>Starts with the manifest.</summary>
    /// <param name="manifest">What the bundle says about itself.</param>
    /// <exception cref="InvalidDataException">It makes no sense; the message lists every fault.</exception>
    public BundleWriter(BundleManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        Manifest = BundleManifestCheck.Checked(manifest, "bundle");
        byte[] json = manifest.ToJson();
        Add(new BundleLayer(MediaTypes.Manifest, BlobDigest.Of(json), json.Length, BundleFiles.Manifest), () => new MemoryStream(
            json));
    }

    /// <summary>What the bundle says about itself.</summary>
    public BundleManifest Manifest { get; }

    /// <summary>Adds the golden frames.</summary>
    /// <param name="golden">The file, as the manifest names it.</param>
    public void AddGolden(byte[] golden)
        => Add(
            new BundleLayer(MediaTypes.Golden, Manifest.GoldenDigest, Manifest.GoldenSize, BundleFiles.Golden),
            () => new MemoryStream(golden, writable: false));

    /// <summary>Adds a model.</summary>
    /// <param name="model">A variant of the manifest.</param>
    /// <param name="open">Opens its file; null for a model that only its delta is shipped of.</param>
    public void AddModel(ModelVariant model, Func<Stream>? open)
    {
        ArgumentNullException.ThrowIfNull(model);
        Add(new BundleLayer(MediaTypes.Onnx, model.Digest, model.Size, model.File), open);
    }

    /// <summary>Adds a delta that makes a model of the bundle from another.</summary>
    /// <param name="delta">The delta, as <see cref="Deltas.ModelDelta"/> makes it.</param>
    /// <param name="baseDigest">The digest of the model that it starts from.</param>
    /// <param name="resultDigest">The digest of the model that it makes.</param>
    public void AddDelta(byte[] delta, string baseDigest, string resultDigest)
    {
        ArgumentNullException.ThrowIfNull(delta);
        BundleLayer layer = new(
            MediaTypes.Delta, BlobDigest.Of(delta), delta.Length, null, baseDigest, resultDigest);
        Add(layer, () => new MemoryStream(delta, writable: false));
    }

    /// <summary>The image manifest: the bytes that name the bundle, and that are signed.</summary>
    public byte[] ImageManifest() => JsonSerializer.SerializeToUtf8Bytes(
        new OciManifest
        {
            SchemaVersion = 2,
            MediaType = MediaTypes.ImageManifest,
            ArtifactType = MediaTypes.Bundle,
            Config = new OciDescriptor
            {
                MediaType = MediaTypes.EmptyConfig,
                Digest = BlobDigest.Of(BundleImage.EmptyConfig),
                Size = BundleImage.EmptyConfig.Length,
            },
            Layers = [.. _layers.Select(Descriptor)],
            Annotations = new SortedDictionary<string, string>(StringComparer.Ordinal)
            {
                [Annotations.Created] = Manifest.CreatedUtc.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
                [Annotations.Title] = Manifest.Name,
                [Annotations.Version] = Manifest.Version,
            },
        },
        BundleJson.Default.OciManifest);

    /// <summary>Writes the bundle as one tar file. It appears whole or not at all.</summary>
    /// <param name="files">The disk.</param>
    /// <param name="path">The file, absolute; an old one is replaced.</param>
    /// <param name="signature">The envelope of signatures; null for none.</param>
    /// <exception cref="InvalidDataException">A file isn't what the manifest says.</exception>
    /// <exception cref="IOException">The disk refused; an old file is still there.</exception>
    public void WriteFile(IFileSystem files, string path, byte[]? signature) => Layout(signature).WriteFile(files, path);

    /// <summary>Writes the bundle as a folder. It appears whole or not at all.</summary>
    /// <param name="files">The disk.</param>
    /// <param name="folder">The folder, absolute; there is none yet.</param>
    /// <param name="signature">The envelope of signatures; null for none.</param>
    /// <exception cref="InvalidDataException">A file isn't what the manifest says.</exception>
    /// <exception cref="IOException">The disk refused, or there is such a folder.</exception>
    public void WriteFolder(IFileSystem files, string folder, byte[]? signature) => Layout(signature).WriteFolder(files, folder);

    private LayoutWriter Layout(byte[]? signature) => new(
        Manifest.Version,
        ImageManifest(),
        signature,
        [.. _layers.Where(layer => _blobs.ContainsKey(layer.Digest)).Select(layer => (layer, _blobs[layer.Digest]))]);

    private void Add(BundleLayer layer, Func<Stream>? open)
    {
        _layers.Add(layer);
        if (open is not null)
        {
            _blobs.Add(layer.Digest, open);
        }
    }

    private static OciDescriptor Descriptor(BundleLayer layer)
    {
        SortedDictionary<string, string> annotations = new(StringComparer.Ordinal);
        Put(Annotations.Title, layer.Title);
        Put(Annotations.DeltaBase, layer.DeltaBase);
        Put(Annotations.DeltaResult, layer.DeltaResult);
        return new OciDescriptor
        {
            MediaType = layer.MediaType,
            Digest = layer.Digest,
            Size = layer.Size,
            Annotations = annotations.Count == 0 ? null : annotations,
        };

        void Put(string key, string? value)
        {
            if (value is not null)
            {
                annotations.Add(key, value);
            }
        }
    }
}
