using DenseEdge.Storage;
using DenseEdge.Tuf;

namespace DenseEdge.Cli.Trusting;

/// <summary>Keys in files: NAME.pem is private, NAME.pub.json is public.</summary>
internal static class KeyFolder
{
    /// <summary>How a private key's file ends.</summary>
    public const string PrivateEnding = ".pem";

    /// <summary>How a public key's file ends.</summary>
    public const string PublicEnding = ".pub.json";

    /// <summary>The variable of the environment whose value encrypts and opens private keys.</summary>
    public const string PassphraseVariable = "DENSEEDGE_KEY_PASSPHRASE";

    private const int MostBytes = 64 * 1024;

    private static string? Passphrase
        => Environment.GetEnvironmentVariable(PassphraseVariable) is { Length: > 0 } set ? set : null;

    /// <summary>Makes a key and writes its two files.</summary>
    /// <param name="folder">The folder; made if need be, for the owner only.</param>
    /// <param name="name">The key's name.</param>
    /// <returns>The public half.</returns>
    public static PublicKeyRecord Create(string folder, string name)
    {
        string privatePath = Path.GetFullPath(Path.Combine(folder, name + PrivateEnding));
        string publicPath = Path.GetFullPath(Path.Combine(folder, name + PublicEnding));
        if (File.Exists(privatePath) || File.Exists(publicPath))
        {
            throw new IOException($"keys create: expected no key '{name}' in '{folder}', found one. It is not replaced.");
        }

        MakeFolder(folder);
        using SigningKey key = SigningKey.Create();
        WritePrivate(privatePath, key.ToPem(Passphrase));
        DurableFile.Replace(PhysicalFileSystem.Instance, publicPath, key.Public.Json.GetRawText() + "\n");
        return key.Public;
    }

    /// <summary>Reads a private key.</summary>
    /// <param name="path">Its file.</param>
    public static SigningKey ReadPrivate(string path)
    {
        if (!File.Exists(path))
        {
            throw new IOException($"Expected a private key in '{path}', found no file. Make one with: denseedge keys create");
        }

        try
        {
            return SigningKey.FromPem(File.ReadAllText(path), Passphrase);
        }
        catch (ArgumentException fault)
        {
            throw new IOException($"'{path}': {fault.Message} The passphrase is read from {PassphraseVariable}.", fault);
        }
    }

    /// <summary>Reads a public key.</summary>
    /// <param name="path">Its file.</param>
    public static PublicKeyRecord ReadPublic(string path)
    {
        if (!File.Exists(path))
        {
            throw new IOException($"Expected a public key in '{path}', found no file. Make one with: denseedge keys create");
        }

        return PublicKeyRecord.Parse(DurableFile.Read(PhysicalFileSystem.Instance, Path.GetFullPath(path), MostBytes));
    }

    /// <summary>The public keys of a folder, by name.</summary>
    /// <param name="folder">The folder.</param>
    public static IReadOnlyList<(string Name, PublicKeyRecord Key, bool HasPrivate)> List(string folder)
        => [.. Directory.GetFiles(folder, "*" + PublicEnding)
            .Order(StringComparer.Ordinal)
            .Select(path => (Name: Path.GetFileName(path)[..^PublicEnding.Length], Path: path))
            .Select(file => (file.Name, ReadPublic(file.Path), File.Exists(Path.Combine(folder, file.Name + PrivateEnding))))];

    private static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    // The rights are there before the first byte is.
    private static void WritePrivate(string path, string pem)
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using FileStream file = new(path, options);
        file.Write(System.Text.Encoding.ASCII.GetBytes(pem + "\n"));
        file.Flush(flushToDisk: true);
    }
}
