namespace DenseEdge.Bundles.Layout;

/// <summary>Whether the image, the manifest and the files that are there tell the same story.</summary>
internal static class BundleContents
{
    /// <summary>Reads the bundle's manifest, the image's only layer of that kind, and compares it with the other
    /// layers.</summary>
    /// <exception cref="InvalidDataException">A layer is missing, too many, or not what the manifest says.</exception>
    public static BundleManifest Manifest(BundleImage image, byte[] manifestBytes, string source)
    {
        BundleManifest manifest = BundleManifest.Parse(manifestBytes, source);
        BundleLayer golden = Only(image, MediaTypes.Golden, source);
        if (golden.Digest != manifest.GoldenDigest || golden.Size != manifest.GoldenSize)
        {
            throw Differs(source, $"golden frames {manifest.GoldenDigest}", golden.Digest);
        }

        Dictionary<string, BundleLayer> models = image.Layers.Where(layer => layer.MediaType == MediaTypes.Onnx)
            .ToDictionary(layer => layer.Digest, StringComparer.Ordinal);
        foreach (ModelVariant model in manifest.Models)
        {
            if (!models.Remove(model.Digest, out BundleLayer? layer) || layer.Size != model.Size || layer.Title != model.File)
            {
                throw Differs(source, $"a layer for {model.File} of {model.Size} bytes", layer?.ToString() ?? "none");
            }
        }

        foreach (BundleLayer layer in image.Layers)
        {
            RequireKnown(layer, models, manifest, source);
        }

        return manifest;
    }

    /// <summary>The image's layer with the manifest.</summary>
    public static BundleLayer Only(BundleImage image, string mediaType, string source)
    {
        BundleLayer[] found = [.. image.Layers.Where(layer => layer.MediaType == mediaType)];
        return found.Length == 1
            ? found[0]
            : throw new InvalidDataException($"{source}: expected one layer {mediaType}, found {found.Length}.");
    }

    /// <summary>Compares the files that are there with the image: none too many, and none missing but models that a delta
    /// makes.</summary>
    /// <exception cref="InvalidDataException">A blob is missing, has another length, or belongs to nothing.</exception>
    public static void RequireBlobs(IBlobStore store, BundleImage image)
    {
        Dictionary<string, long> expected = image.Layers.Append(image.Config)
            .ToDictionary(layer => LayoutNames.Blob(layer.Digest), layer => layer.Size, StringComparer.Ordinal);
        expected.Add(LayoutNames.Blob(image.Digest), image.ManifestBytes.Length);
        foreach ((string name, long size) in store.Files)
        {
            if (LayoutNames.Digest(name) is null)
            {
                continue;
            }

            if (!expected.Remove(name, out long length))
            {
                throw new InvalidDataException($"{store.Path}: expected the blobs of one bundle, found another one: '{name}'.");
            }

            if (length != size)
            {
                throw new InvalidDataException($"{store.Path}: expected {length} bytes in '{name}', found {size}.");
            }
        }

        foreach (string missing in expected.Keys)
        {
            if (!image.Layers.Any(layer => layer.DeltaResult == LayoutNames.Digest(missing)))
            {
                throw new InvalidDataException(
                    $"{store.Path}: expected the blob '{missing}', found none: the bundle is incomplete.");
            }
        }
    }

    private static void RequireKnown(
        BundleLayer layer, Dictionary<string, BundleLayer> leftover, BundleManifest manifest, string source)
    {
        bool isKnown = layer.MediaType switch
        {
            MediaTypes.Manifest or MediaTypes.Golden => true,
            MediaTypes.Onnx => !leftover.ContainsKey(layer.Digest),
            MediaTypes.Delta
                => BlobDigest.IsValid(layer.DeltaBase) && layer.DeltaResult is { } result && manifest.Find(result) is not null,
            _ => false,
        };
        if (!isKnown)
        {
            throw Differs(source, "layers that the manifest names", layer.ToString());
        }
    }

    private static InvalidDataException Differs(string source, string expected, string found)
        => new($"{source}: expected {expected}, found {found}.");
}
