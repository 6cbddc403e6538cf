namespace DenseEdge.Tuf.Signing;

/// <summary>What keys and signatures are called in metadata.</summary>
internal static class KeySchemes
{
    /// <summary>ECDSA over P-256 with SHA-256, the kind that this library makes; also the name of its key type.</summary>
    public const string EcdsaP256 = "ecdsa-sha2-nistp256";

    /// <summary>The key type under which other implementations keep the same keys.</summary>
    public const string EcdsaType = "ecdsa";

    /// <summary>The type of RSA keys.</summary>
    public const string RsaType = "rsa";

    /// <summary>RSASSA-PSS with SHA-256 and a salt as long as the digest.</summary>
    public const string RsaPss = "rsassa-pss-sha256";

    /// <summary>Ed25519; also the name of its key type.</summary>
    public const string Ed25519 = "ed25519";
}
