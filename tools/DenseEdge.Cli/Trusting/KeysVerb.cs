using DenseEdge.Storage;
using DenseEdge.Tuf;
using DenseEdge.Tuf.Publishing;

namespace DenseEdge.Cli.Trusting;

/// <summary>denseedge keys.</summary>
internal static class KeysVerb
{
    /// <summary>The keys of a repository whose root needs two of three.</summary>
    private static readonly string[] AllNames = ["root-1", "root-2", "root-3", "targets", "snapshot", "timestamp"];

    /// <summary>Makes keys.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="names">Their names; none for a whole repository's.</param>
    /// <param name="output">Takes one line a key.</param>
    public static int Create(string folder, IReadOnlyList<string> names, TextWriter output)
    {
        foreach (string name in names.Count == 0 ? AllNames : names)
        {
            PublicKeyRecord key = KeyFolder.Create(folder, name);
            output.WriteLine($"{name}: {key.KeyId}");
        }

        output.WriteLine($"Private keys: {folder}/*{KeyFolder.PrivateEnding}. Keep those of the root and the targets offline.");
        return 0;
    }

    /// <summary>Lists keys.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="output">Takes one line a key.</param>
    public static int List(string folder, TextWriter output)
    {
        if (!Directory.Exists(folder))
        {
            throw new IOException($"keys list: expected a folder of keys, found no '{folder}'.");
        }

        foreach ((string name, PublicKeyRecord key, bool hasPrivate) in KeyFolder.List(folder))
        {
            output.WriteLine($"{name}: {key.KeyId} {key.Scheme}{(hasPrivate ? "" : ", public only")}");
        }

        return 0;
    }

    /// <summary>Changes who signs for a role.</summary>
    /// <param name="repository">The repository's folder.</param>
    /// <param name="role">The role.</param>
    /// <param name="remove">A key's identifier or public file; null if none goes.</param>
    /// <param name="add">A public key's file; null if none comes.</param>
    /// <param name="output">Takes what is to be done next.</param>
    public static int Rotate(string repository, string role, string? remove, string? add, TextWriter output)
    {
        if (remove is null && add is null)
        {
            throw new ArgumentException("keys rotate: expected --remove, --add or both, found neither.");
        }

        string? keyId = remove is not null && File.Exists(remove) ? KeyFolder.ReadPublic(remove).KeyId : remove;
        TufRepository opened = TufRepository.Open(PhysicalFileSystem.Instance, Path.GetFullPath(repository));
        opened.RotateKey(role, keyId, add is null ? null : KeyFolder.ReadPublic(add));
        output.WriteLine($"A new root waits for its signatures: denseedge repo sign {repository} --role root --key KEY");
        return 0;
    }
}
