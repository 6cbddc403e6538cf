using DenseEdge.Bundles.Json;

namespace DenseEdge.Bundles.Layout;

/// <summary>The image of a bundle: its manifest's bytes, and what they say.</summary>
/// <param name="ManifestBytes">The OCI image manifest as it is signed.</param>
/// <param name="Digest">Its digest, which names the bundle.</param>
/// <param name="Config">The empty configuration.</param>
/// <param name="Layers">The layers, in the image's order.</param>
internal sealed record BundleImage(
    ReadOnlyMemory<byte> ManifestBytes, string Digest, BundleLayer Config, IReadOnlyList<BundleLayer> Layers)
{
    /// <summary>The most bytes of an image manifest or an index.</summary>
    public const int MostBytes = 1 << 20;

    /// <summary>The empty configuration that OCI 1.1 prescribes for artefacts.</summary>
    public static ReadOnlySpan<byte> EmptyConfig => "{}"u8;

    private const int SchemaVersion = 2;

    /// <summary>The image that a layout's index names, checked by its digest.</summary>
    /// <exception cref="InvalidDataException">There is none, or another number, or it isn't what the index says.</exception>
    public static BundleImage Find(IBlobStore store, BundleLimits limits, out string? version)
    {
        OciLayoutFile layout = BundleJson.Read(
            ReadSmall(store, LayoutNames.Layout, MostBytes), BundleJson.Default.OciLayoutFile, store.Path, "oci-layout");
        if (layout.ImageLayoutVersion != OciLayoutFile.Version)
        {
            throw new InvalidDataException(
                $"{store.Path}: expected an OCI image layout {OciLayoutFile.Version}, found '{layout.ImageLayoutVersion}'.");
        }

        OciIndex index = BundleJson.Read(
            ReadSmall(store, LayoutNames.Index, MostBytes), BundleJson.Default.OciIndex, store.Path, "index.json");
        if (index.SchemaVersion != SchemaVersion || index.Manifests.Count != 1
            || index.MediaType is not (null or MediaTypes.ImageIndex))
        {
            throw new InvalidDataException(
                $"{store.Path}: expected an index (schema {SchemaVersion}) of one image, found schema {index.SchemaVersion} with "
                + $"{index.Manifests.Count} images.");
        }

        OciDescriptor descriptor = index.Manifests[0];
        version = descriptor.Annotation(Annotations.RefName);
        byte[] bytes = RequireBlob(store, descriptor, MostBytes);
        if (descriptor.MediaType != MediaTypes.ImageManifest)
        {
            throw new InvalidDataException(
                $"{store.Path}: expected an image manifest ({MediaTypes.ImageManifest}), found '{descriptor.MediaType}'.");
        }

        return Parse(bytes, store.Path, limits);
    }

    /// <summary>Reads an image manifest.</summary>
    /// <exception cref="InvalidDataException">It is no bundle's, or exceeds the limits.</exception>
    public static BundleImage Parse(byte[] bytes, string source, BundleLimits limits)
    {
        OciManifest manifest = BundleJson.Read(bytes, BundleJson.Default.OciManifest, source, "an image manifest");
        if (manifest.SchemaVersion != SchemaVersion || manifest.MediaType != MediaTypes.ImageManifest
            || manifest.ArtifactType != MediaTypes.Bundle)
        {
            throw new InvalidDataException(
                $"{source}: expected a model bundle (artifactType {MediaTypes.Bundle}), found '{manifest.ArtifactType}'.");
        }

        BundleLayer[] layers = [.. manifest.Layers.Select(layer => Layer(layer, source, limits))];
        BundleLayer config = Layer(manifest.Config, source, limits);
        if (config.MediaType != MediaTypes.EmptyConfig || config.Digest != BlobDigest.Of(EmptyConfig))
        {
            throw new InvalidDataException(
                $"{source}: expected the empty configuration of OCI artefacts, found '{config.MediaType}'.");
        }

        RequireDifferent([.. layers, config], source, limits);
        return new BundleImage(bytes, BlobDigest.Of(bytes), config, layers);
    }

    /// <summary>Reads a small blob and checks its digest.</summary>
    /// <exception cref="InvalidDataException">It is missing, too long, or another one.</exception>
    public static byte[] RequireBlob(IBlobStore store, BundleLayer layer, int mostBytes)
        => RequireBlob(
            store, new OciDescriptor { MediaType = layer.MediaType, Digest = layer.Digest, Size = layer.Size }, mostBytes);

    private static byte[] RequireBlob(IBlobStore store, OciDescriptor descriptor, int mostBytes)
    {
        if (!BlobDigest.IsValid(descriptor.Digest))
        {
            throw new InvalidDataException($"{store.Path}: expected {BlobDigest.Form}, found '{descriptor.Digest}'.");
        }

        byte[] bytes = ReadSmall(store, LayoutNames.Blob(descriptor.Digest), mostBytes);
        string found = BlobDigest.Of(bytes);
        return bytes.Length == descriptor.Size && found == descriptor.Digest
            ? bytes
            : throw new InvalidDataException(
                $"{store.Path}: expected {descriptor.Size} bytes with the digest {descriptor.Digest}, found {bytes.Length} "
                + $"with {found}.");
    }

    private static byte[] ReadSmall(IBlobStore store, string name, int mostBytes)
    {
        if (!store.Files.TryGetValue(name, out long size))
        {
            throw new InvalidDataException($"{store.Path}: expected a bundle with the file '{name}', found none.");
        }

        if (size > mostBytes)
        {
            throw new InvalidDataException($"{store.Path}: expected at most {mostBytes} bytes in '{name}', found {size}.");
        }

        byte[] bytes = new byte[size];
        using Stream stream = store.Open(name);
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static BundleLayer Layer(OciDescriptor descriptor, string source, BundleLimits limits)
    {
        bool isRight = BlobDigest.IsValid(descriptor.Digest) && descriptor.Size >= 0 && descriptor.Size <= limits.MostModelBytes;
        return isRight
            ? new BundleLayer(
                descriptor.MediaType, descriptor.Digest, descriptor.Size, descriptor.Annotation(Annotations.Title),
                descriptor.Annotation(Annotations.DeltaBase), descriptor.Annotation(Annotations.DeltaResult))
            : throw new InvalidDataException(
                $"{source}: expected a layer of 0 to {limits.MostModelBytes} bytes with a SHA-256, found {descriptor.Size} "
                + "bytes of "
                + $"'{descriptor.Digest}'.");
    }

    private static void RequireDifferent(BundleLayer[] layers, string source, BundleLimits limits)
    {
        int different = layers.Select(layer => layer.Digest).Distinct(StringComparer.Ordinal).Count();
        if (different != layers.Length)
        {
            throw new InvalidDataException(
                $"{source}: expected different layers, found {layers.Length} with {different} digests.");
        }

        // Sizes are at most MostModelBytes each, and so many that a sum can't overflow.
        if (layers.Length > limits.MostEntries || layers.Sum(layer => layer.Size) > limits.MostTotalBytes)
        {
            throw new InvalidDataException(
                $"{source}: expected at most {limits.MostEntries} layers of {limits.MostTotalBytes} bytes together, found "
                + $"{layers.Length}.");
        }
    }
}
