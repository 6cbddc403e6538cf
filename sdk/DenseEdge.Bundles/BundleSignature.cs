using System.Text.Json;
using System.Text.Json.Nodes;
using DenseEdge.Tuf;

namespace DenseEdge.Bundles;

/// <summary>
/// The signature that a bundle file carries: an envelope as TUF has them, signed by keys of the role "targets". It names the
/// image
/// manifest by digest, and so everything in the bundle; name, version and release counter are beside it, so that a tool can tell
/// what was signed without the bundle.
/// </summary>
public static class BundleSignature
{
    /// <summary>The role whose keys sign bundles.</summary>
    public const string Role = "targets";

    private const string Type = "bundle";
    private const string SpecificationVersion = "1.0";

    /// <summary>Signs a bundle that is about to be written.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="keys">The keys; at least as many as the role's threshold.</param>
    /// <returns>The envelope.</returns>
    public static byte[] Sign(BundleWriter bundle, IEnumerable<SigningKey> keys)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        byte[] image = bundle.ImageManifest();
        return SignedEnvelope.Create(Statement(bundle.Manifest, BlobDigest.Of(image), image.Length), keys);
    }

    /// <summary>Checks that enough keys of the trusted root signed exactly this bundle.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="root">The root that this machine trusts.</param>
    /// <exception cref="InvalidDataException">The bundle has no signature, or one of another bundle.</exception>
    /// <exception cref="TufException">Fewer keys signed than the root demands.</exception>
    public static void Verify(Bundle bundle, TrustedRoot root)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentNullException.ThrowIfNull(root);
        if (bundle.Signature is not { } envelope)
        {
            throw new InvalidDataException($"{bundle.Path}: expected a signed bundle, found one without a signature.");
        }

        JsonElement signed = root.VerifySignedBy(Role, envelope.Span);
        JsonObject expected = Statement(bundle.Manifest, bundle.Digest, bundle.ImageManifest.Length);
        if (!JsonNode.DeepEquals(JsonObject.Create(signed), expected))
        {
            throw new InvalidDataException(
                $"{bundle.Path}: expected the signature of {bundle.Manifest.Name} {bundle.Manifest.Version} ({bundle.Digest}), "
                + "found that "
                + "of another bundle.");
        }
    }

    private static JsonObject Statement(BundleManifest manifest, string digest, long size) => new()
    {
        ["_type"] = Type,
        ["spec_version"] = SpecificationVersion,
        ["name"] = manifest.Name,
        ["version"] = manifest.Version,
        ["release"] = manifest.ReleaseCounter,
        ["manifest"] = new JsonObject { ["digest"] = digest, ["size"] = size },
    };
}
