using System.Text.RegularExpressions;
using DenseEdge.Bundles;
using DenseEdge.Fleet;
using DenseEdge.Fleet.Models;
using DenseEdge.FleetServer.Artifacts;

namespace DenseEdge.FleetServer.Management;

/// <summary>What an uploaded file is: a bundle says its name and version itself, any other file is named by who uploads
/// it.</summary>
internal static partial class UploadedModel
{
    private const int MatchMs = 1000;
    private const string BundleEnding = ".bundle";

    /// <summary>Says what a file is.</summary>
    /// <param name="received">The file, as it came.</param>
    /// <param name="file">Its name for devices.</param>
    /// <param name="model">The model; null if a bundle says it.</param>
    /// <param name="version">The version; null if a bundle says it.</param>
    /// <exception cref="FleetException">The name can't be one of a file, or the bundle is called something else.</exception>
    /// <exception cref="InvalidDataException">It should be a bundle and is none.</exception>
    public static NewModel Read(ReceivedFile received, string file, string? model, string? version)
    {
        StoredArtifact content = received.Content;
        ModelArtifact artifact = new(file, content.SizeBytes, content.Sha256, content.Sha1, content.Md5);
        bool isBundle = file.EndsWith(BundleEnding, StringComparison.OrdinalIgnoreCase) || model is null || version is null;
        return isBundle
            ? ReadBundle(received.Path, artifact, model, version)
            : new NewModel
            {
                Name = model!,
                Version = version!,
                Kind = ModelKind.File,
                Digest = $"sha256:{content.Sha256}",
                Artifacts = [artifact],
            };
    }

    /// <summary>Refuses a name that can't be one of a file.</summary>
    /// <exception cref="FleetException">It can't.</exception>
    public static void RequireFileName(string file)
    {
        if (!FileName().IsMatch(file))
        {
            throw new FleetException(
                FleetFault.Invalid,
                $"file: expected a name of 1 to 128 letters, digits and . _ + - that begins with a letter or digit, found '{file}'.");
        }
    }

    private static NewModel ReadBundle(string path, ModelArtifact artifact, string? model, string? version)
    {
        using Bundle bundle = OpenBundle(path, artifact.Name);
        BundleManifest manifest = bundle.Manifest;
        if ((model ?? manifest.Name) != manifest.Name || (version ?? manifest.Version) != manifest.Version)
        {
            throw new FleetException(
                FleetFault.Invalid,
                $"Expected the bundle of {model ?? manifest.Name} {version ?? manifest.Version}, found that of {manifest.Name} "
                + $"{manifest.Version}. Leave model and version out: a bundle says them.");
        }

        return new NewModel
        {
            Name = manifest.Name,
            Version = manifest.Version,
            Release = manifest.ReleaseCounter,
            Kind = ModelKind.Bundle,
            Digest = bundle.Digest,
            Artifacts = [artifact],
        };
    }

    private static Bundle OpenBundle(string path, string name)
    {
        try
        {
            return Bundle.Open(path);
        }
        catch (InvalidDataException fault)
        {
            // The temporary file's path is nothing that a client should see.
            throw new InvalidDataException(
                $"{fault.Message.Replace(path, name, StringComparison.Ordinal)} For a file that is no bundle, name model and version.",
                fault);
        }
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._+-]{0,127}$", RegexOptions.ExplicitCapture, MatchMs)]
    private static partial Regex FileName();
}
