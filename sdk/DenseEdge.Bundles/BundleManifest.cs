using System.Text.Json;
using DenseEdge.Bundles.Json;

namespace DenseEdge.Bundles;

/// <summary>What a bundle says about itself: the tasks, the model in several variants, how to feed it, which runtimes take it and
/// how it is proven on a device. It is the first layer of the bundle's OCI image, as JSON.</summary>
public sealed record BundleManifest
{
    /// <summary>The version of the JSON that this library writes, and the newest that it reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The most bytes that a manifest may have.</summary>
    public const int MostBytes = 1 << 20;

    /// <summary>The file's format.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The bundle's name: lower-case letters, digits and <c>. _ - /</c>, as registries take it.</summary>
    public required string Name { get; init; }

    /// <summary>The version: three numbers with an optional suffix, such as <c>1.4.0-rc.1</c> (semantic versioning
    /// 2.0).</summary>
    public required string Version { get; init; }

    /// <summary>Counts the releases of this name. A device takes none that is lower than what it has, whatever the version
    /// says; to go back to an older model, release it again with a higher count.</summary>
    public required long ReleaseCounter { get; init; }

    /// <summary>When the newest model file in it was made.</summary>
    public required DateTimeOffset CreatedUtc { get; init; }

    /// <summary>What every variant answers: the same tasks, classes and units.</summary>
    public required IReadOnlyList<BundleTask> Tasks { get; init; }

    /// <summary>What a program hands in and gets back, the same for every variant.</summary>
    public required InputContract InputContract { get; init; }

    /// <summary>The model, once per target and precision.</summary>
    public required IReadOnlyList<ModelVariant> Models { get; init; }

    /// <summary>The digest of the golden frames.</summary>
    public required string GoldenDigest { get; init; }

    /// <summary>Their length in bytes.</summary>
    public required long GoldenSize { get; init; }

    /// <summary>Finds a variant by its digest.</summary>
    /// <param name="digest">The digest, such as <c>sha256:0a1b…</c>.</param>
    /// <returns>The variant, or null if there is none.</returns>
    public ModelVariant? Find(string digest) => Models.FirstOrDefault(model => model.Digest == digest);

    /// <summary>Writes the JSON: indented, with a line feed at the end; equal manifests make equal bytes.</summary>
    public byte[] ToJson()
        => [.. JsonSerializer.SerializeToUtf8Bytes(this, BundleJson.Default.BundleManifest), (byte)'\n'];

    /// <summary>Reads and checks the JSON.</summary>
    /// <param name="json">The bytes.</param>
    /// <param name="source">Where they are from; it begins every message.</param>
    /// <exception cref="InvalidDataException">They are no manifest of this format, or it contradicts itself; the message names
    /// every fault.</exception>
    public static BundleManifest Parse(ReadOnlySpan<byte> json, string source)
    {
        if (json.Length > MostBytes)
        {
            throw new InvalidDataException($"{source}: expected a manifest of at most {MostBytes} bytes, found {json.Length}.");
        }

        BundleManifest manifest = BundleJson.Read(json, BundleJson.Default.BundleManifest, source, "a bundle manifest");
        return manifest.Format == CurrentFormat
            ? BundleManifestCheck.Checked(manifest, source)
            : throw new InvalidDataException(
                $"{source}: expected a manifest of format {CurrentFormat}, found format {manifest.Format}. Update this program.");
    }
}
