using DenseEdge.Tuf;

namespace DenseEdge.Cli.Bundling;

/// <summary>The private keys that sign a bundle.</summary>
internal static class BundleKeys
{
    /// <summary>The environment variable with the passphrase of encrypted keys.</summary>
    public const string PassphraseVariable = "DENSEEDGE_KEY_PASSPHRASE";

    /// <summary>Reads the keys.</summary>
    /// <param name="arguments">Which, or that there shall be none.</param>
    /// <exception cref="ArgumentException">There are none and nobody asked for that, or a file is no key.</exception>
    public static IReadOnlyList<SigningKey> Load(CreateBundleArguments arguments)
    {
        if (arguments.IsUnsigned == arguments.Keys.Count > 0)
        {
            throw new ArgumentException(
                "bundle create: expected either --key with a private key, once or more, or --unsigned, found "
                + (arguments.IsUnsigned ? "both." : "neither. A device takes an unsigned bundle only through TUF metadata."));
        }

        string? passphrase = Environment.GetEnvironmentVariable(PassphraseVariable);
        return [.. arguments.Keys.Select(path => Load(path, passphrase))];
    }

    private static SigningKey Load(string path, string? passphrase)
    {
        try
        {
            return SigningKey.FromPem(File.ReadAllText(path), passphrase);
        }
        catch (ArgumentException fault)
        {
            throw new ArgumentException($"{path}: {fault.Message} Encrypted keys need {PassphraseVariable}.", fault);
        }
    }
}
