using DenseEdge.Bundles.Layout;
using DenseEdge.Storage;

namespace DenseEdge.Bundles;

/// <summary>Writes an open bundle again, file to folder or folder to file, with the same digest.</summary>
public static class BundleSaving
{
    /// <summary>Writes a bundle as one tar file. It appears whole or not at all.</summary>
    /// <param name="bundle">The bundle; its blobs are checked on the way.</param>
    /// <param name="files">The disk.</param>
    /// <param name="path">The file, absolute; an old one is replaced.</param>
    /// <exception cref="InvalidDataException">A blob was changed.</exception>
    /// <exception cref="IOException">The disk refused; an old file is still there.</exception>
    public static void SaveFile(this Bundle bundle, IFileSystem files, string path) => Copy(bundle).WriteFile(files, path);

    /// <summary>Writes a bundle as a folder. It appears whole or not at all.</summary>
    /// <param name="bundle">The bundle; its blobs are checked on the way.</param>
    /// <param name="files">The disk.</param>
    /// <param name="folder">The folder, absolute; there is none yet.</param>
    /// <exception cref="InvalidDataException">A blob was changed.</exception>
    /// <exception cref="IOException">The disk refused, or there is such a folder.</exception>
    public static void SaveFolder(this Bundle bundle, IFileSystem files, string folder)
        => Copy(bundle).WriteFolder(files, folder);

    private static LayoutWriter Copy(Bundle bundle)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        return new LayoutWriter(
            bundle.Manifest.Version,
            bundle.ImageManifest.ToArray(),
            bundle.Signature?.ToArray(),
            [.. bundle.Layers.Where(layer => bundle.Has(layer.Digest)).Select(layer => (layer, Open(bundle, layer)))]);
    }

    private static Func<Stream> Open(Bundle bundle, BundleLayer layer) => () => bundle.OpenBlob(layer.Digest);
}
