namespace DenseEdge.Bundles;

/// <summary>The names of the files in a folder that <see cref="Bundle.ExtractTo"/> wrote, beside the models under their own
/// names.</summary>
public static class BundleFiles
{
    /// <summary>The <see cref="BundleManifest"/>.</summary>
    public const string Manifest = "manifest.json";

    /// <summary>The OCI image manifest, whose digest is the bundle's.</summary>
    public const string ImageManifest = "image-manifest.json";

    /// <summary>Golden frames.</summary>
    public const string Golden = "golden.bin";
}
