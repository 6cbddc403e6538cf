using System.Text.Json;
using DenseEdge.Bundles;
using DenseEdge.Bundles.Registries;
using DenseEdge.Storage;
using DenseEdge.Tuf;
using DenseEdge.Tuf.Canonical;
using DenseEdge.Tuf.Publishing;

namespace DenseEdge.Cli.Trusting;

/// <summary>denseedge repo.</summary>
internal static class RepoVerb
{
    /// <summary>Makes a repository.</summary>
    /// <param name="arguments">Who signs for what.</param>
    /// <param name="output">Takes what is to be done next.</param>
    public static int Init(RepoInitArguments arguments, TextWriter output)
    {
        PublicKeyRecord[] root = Keys(arguments, "root", arguments.RootKeys);
        RepositoryPlan plan = new(
            new RolePlan(root, arguments.RootThreshold ?? Math.Min(2, root.Length), arguments.RootDays),
            new RolePlan(Keys(arguments, "targets", arguments.TargetsKeys), arguments.TargetsThreshold, arguments.TargetsDays),
            new RolePlan(Keys(arguments, "snapshot", arguments.SnapshotKeys), Threshold: 1, arguments.SnapshotDays),
            new RolePlan(Keys(arguments, "timestamp", arguments.TimestampKeys), Threshold: 1, arguments.TimestampDays));
        TufRepository.Init(PhysicalFileSystem.Instance, Path.GetFullPath(arguments.Repository), plan);
        output.WriteLine($"{arguments.Repository}: the root waits for {plan.Root.Threshold} of {root.Length} signatures, "
            + $"the targets for {plan.Targets.Threshold} of {plan.Targets.Keys.Count}.");
        output.WriteLine($"Next: denseedge repo sign {arguments.Repository} --role root --key KEY");
        return 0;
    }

    /// <summary>Adds a target.</summary>
    /// <param name="repository">The repository's folder.</param>
    /// <param name="target">Its path in the repository.</param>
    /// <param name="file">The file; null if it lies elsewhere.</param>
    /// <param name="length">Its length in bytes, if it lies elsewhere.</param>
    /// <param name="sha256">Its digest, if it lies elsewhere.</param>
    /// <param name="custom">JSON, or @ and a file of it; null for nothing.</param>
    /// <param name="output">Takes what clients will see.</param>
    public static int Add(
        string repository,
        string target,
        string? file,
        long? length,
        string? sha256,
        string? custom,
        TextWriter output)
    {
        TufRepository opened = Open(repository);
        TargetInfo added;
        if (file is not null)
        {
            using FileStream content = File.OpenRead(file);
            added = opened.AddTarget(target, content, Custom(custom));
        }
        else if (length is { } bytes && sha256 is not null)
        {
            added = opened.AddTarget(target, bytes, sha256, Custom(custom));
        }
        else
        {
            throw new ArgumentException("repo add: expected a file, or --length and --sha256 of one that lies elsewhere.");
        }

        WriteAdded(repository, added, output);
        return 0;
    }

    /// <summary>Adds a bundle's image manifest as a target, and puts its blobs beside the repository: devices then fetch what
    /// they need of it, and deltas.</summary>
    /// <param name="repository">The repository's folder.</param>
    /// <param name="target">Its path in the repository.</param>
    /// <param name="file">The bundle.</param>
    /// <param name="custom">JSON, or @ and a file of it; null for nothing.</param>
    /// <param name="output">Takes what clients will see.</param>
    public static int AddImage(string repository, string target, string file, string? custom, TextWriter output)
    {
        TufRepository opened = Open(repository);
        using Bundle bundle = Bundle.Open(file);
        new FolderLayout(PhysicalFileSystem.Instance, Path.GetFullPath(repository)).Add(bundle);
        TargetInfo added = opened.AddTarget(
            target, bundle.ImageManifest.Length, BlobDigest.Hex(bundle.Digest), Custom(custom));
        WriteAdded(repository, added, output);
        return 0;
    }

    /// <summary>Adds a signature.</summary>
    /// <param name="repository">The repository's folder.</param>
    /// <param name="role">"root" or "targets".</param>
    /// <param name="keys">Private key files.</param>
    /// <param name="output">Takes how the role stands.</param>
    public static int Sign(string repository, string role, IEnumerable<string> keys, TextWriter output)
    {
        TufRepository opened = Open(repository);
        foreach (string path in keys)
        {
            using SigningKey key = KeyFolder.ReadPrivate(path);
            output.WriteLine(RepoText.Line(opened.Sign(role, key)));
        }

        return 0;
    }

    /// <summary>Publishes.</summary>
    /// <param name="repository">The repository's folder.</param>
    /// <param name="snapshotKeys">Private key files of the snapshot role.</param>
    /// <param name="timestampKeys">Private key files of the timestamp role.</param>
    /// <param name="output">Takes how the roles stand.</param>
    public static int Publish(
        string repository,
        IReadOnlyCollection<string> snapshotKeys,
        IReadOnlyCollection<string> timestampKeys,
        TextWriter output)
    {
        TufRepository opened = Open(repository);
        List<SigningKey> snapshot = [.. snapshotKeys.Select(KeyFolder.ReadPrivate)];
        List<SigningKey> timestamp = [.. timestampKeys.Select(KeyFolder.ReadPrivate)];
        opened.Publish(snapshot, timestamp);
        snapshot.ForEach(key => key.Dispose());
        timestamp.ForEach(key => key.Dispose());
        return Status(repository, isJson: false, output);
    }

    /// <summary>Tells how the roles stand.</summary>
    /// <param name="repository">The repository's folder.</param>
    /// <param name="isJson">JSON in place of lines.</param>
    /// <param name="output">Takes it.</param>
    public static int Status(string repository, bool isJson, TextWriter output)
    {
        IReadOnlyList<RoleStatus> roles = Open(repository).Status();
        output.WriteLine(isJson ? RepoText.Json(roles) : string.Join('\n', roles.Select(RepoText.Line)));
        return 0;
    }

    private static void WriteAdded(string repository, TargetInfo added, TextWriter output)
    {
        output.WriteLine($"{added.Path}: {added.Length} bytes, sha256 {added.Hashes["sha256"]}");
        output.WriteLine($"Next: denseedge repo sign {repository} --role targets --key KEY");
    }

    private static TufRepository Open(string repository)
        => TufRepository.Open(PhysicalFileSystem.Instance, Path.GetFullPath(repository));

    private static PublicKeyRecord[] Keys(RepoInitArguments arguments, string role, string[] paths)
    {
        if (paths.Length > 0)
        {
            return [.. paths.Select(KeyFolder.ReadPublic)];
        }

        PublicKeyRecord[] named = arguments.Keys is null || !Directory.Exists(arguments.Keys)
            ? []
            : [.. KeyFolder.List(arguments.Keys)
                .Where(key => key.Name == role || key.Name.StartsWith(role + "-", StringComparison.Ordinal))
                .Select(key => key.Key)];
        return named.Length > 0
            ? named
            : throw new ArgumentException(
                $"repo init: expected --{role}-key, or keys called {role} or {role}-1 in --keys, found none.");
    }

    private static JsonElement? Custom(string? text)
    {
        if (text is null)
        {
            return null;
        }

        byte[] json = text.StartsWith('@') ? File.ReadAllBytes(text[1..]) : System.Text.Encoding.UTF8.GetBytes(text);
        JsonElement custom = CanonicalJson.Parse(json);
        return custom.ValueKind == JsonValueKind.Object
            ? custom
            : throw new ArgumentException($"repo add: expected a JSON object for --custom, found {custom.ValueKind}.");
    }
}
