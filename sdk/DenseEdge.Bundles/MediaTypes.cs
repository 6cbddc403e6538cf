namespace DenseEdge.Bundles;

/// <summary>The media types of a bundle's image and of its layers.</summary>
public static class MediaTypes
{
    /// <summary>The kind of artefact that the image manifest names.</summary>
    public const string Bundle = "application/vnd.denseedge.bundle.v1";

    /// <summary>The <see cref="BundleManifest"/>.</summary>
    public const string Manifest = "application/vnd.denseedge.model.manifest.v1";

    /// <summary>A model file.</summary>
    public const string Onnx = "application/vnd.denseedge.model.onnx.v1";

    /// <summary>Golden frames.</summary>
    public const string Golden = "application/vnd.denseedge.model.golden.v1";

    /// <summary>What turns another model file into one of this bundle.</summary>
    public const string Delta = "application/vnd.denseedge.model.delta.v1";

    /// <summary>A file of signed metadata (TUF), in a registry.</summary>
    public const string TufMetadata = "application/vnd.denseedge.tuf.metadata.v1+json";

    /// <summary>A file that signed metadata describe, in a registry.</summary>
    public const string TufTarget = "application/vnd.denseedge.tuf.target.v1";

    /// <summary>OCI's image manifest.</summary>
    public const string ImageManifest = "application/vnd.oci.image.manifest.v1+json";

    /// <summary>OCI's index of images.</summary>
    public const string ImageIndex = "application/vnd.oci.image.index.v1+json";

    /// <summary>OCI's empty configuration, <c>{}</c>.</summary>
    public const string EmptyConfig = "application/vnd.oci.empty.v1+json";
}
