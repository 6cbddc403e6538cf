using System.CommandLine;
using System.Security.Cryptography;
using DenseEdge.Bundles;
using DenseEdge.Bundles.Tests.Registries;
using DenseEdge.Cli.Commands;
using DenseEdge.Cli.Running;
using DenseEdge.Cli.Tests.Flashing;

namespace DenseEdge.Cli.Tests.Trusting;

/// <summary>denseedge repo and tuf-client with a real registry in between.</summary>
public sealed class RegistryRepositoryTests : IDisposable
{
    private const string Target = "models/scene/1.0.0/abc";
    private const string Image = "models/rooms/1.2.0/def";

    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-trust-").FullName;

    private string Repository => In("repo");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [RegistryFact]
    public void ARepository_PublishedToARegistry_ReachesItsClients()
    {
        using DockerRegistry registry = new();
        string address = $"oci://{registry.Host}/edge/models";
        string imageManifest = Prepare();

        Repo("publish", Repository, "--snapshot-key", Key("snapshot"), "--timestamp-key", Key("timestamp"), "--to", address,
            "--plain-http");
        Repo("push", Repository, address, "--plain-http");

        Run(TufClientCommand.Create(), "--metadata-dir", In("md"), "init", In("repo/metadata/1.root.json"));
        Assert.Equal(0, Download(address, Target));
        Assert.Equal("the content", File.ReadAllText(Path.Combine(In("out"), Uri.EscapeDataString(Target))));
        Assert.Equal(0, Download(address, Image));
        byte[] fetched = File.ReadAllBytes(Path.Combine(In("out"), Uri.EscapeDataString(Image)));
        Assert.Equal(imageManifest, Convert.ToHexStringLower(SHA256.HashData(fetched)));
        Assert.Equal(1, Download(address, "models/scene/9.9.9/none"));
    }

    [RegistryFact]
    public void Push_OfAStateThatIsBehind_Fails()
    {
        using DockerRegistry registry = new();
        string address = $"oci://{registry.Host}/edge/models";
        Prepare();
        Publish();
        byte[] older = File.ReadAllBytes(In("repo/metadata/timestamp.json"));
        Publish();
        Repo("push", Repository, address, "--plain-http");
        File.WriteAllBytes(In("repo/metadata/timestamp.json"), older);

        Assert.Equal(1, TryRun(RepoCommand.Create(), "push", Repository, address, "--plain-http"));
    }

    private string Prepare()
    {
        Directory.CreateDirectory(In("out"));
        File.WriteAllText(In("content"), "the content");
        Run(KeysCommand.Create(), "create", "--folder", In("keys"));
        Repo("init", Repository, "--keys", In("keys"));
        Repo("add", Repository, Target, In("content"), "--custom", "{\"release\":1}");
        BundleOfNoise.Write(In("rooms.bundle"), 5000);
        using Bundle bundle = Bundle.Open(In("rooms.bundle"));
        Repo("add", Repository, Image, In("rooms.bundle"), "--image", "--custom", "{\"release\":3}");
        Repo("sign", Repository, "--role", "root", "--key", Key("root-1"), "--key", Key("root-2"));
        Repo("sign", Repository, "--role", "targets", "--key", Key("targets"));
        return BlobDigest.Hex(bundle.Digest);
    }

    private void Publish()
        => Repo("publish", Repository, "--snapshot-key", Key("snapshot"), "--timestamp-key", Key("timestamp"));

    private int Download(string address, string target) => TryRun(
        TufClientCommand.Create(), "--metadata-dir", In("md"), "--metadata-url", address, "--plain-http", "--target-name", target,
        "--target-dir", In("out"), "download");

    private string In(string name) => Path.Combine(_folder, name);

    private string Key(string name) => In($"keys/{name}.pem");

    private static void Repo(params string[] arguments) => Run(RepoCommand.Create(), arguments);

    private static void Run(Command command, params string[] arguments) => Assert.Equal(0, TryRun(command, arguments));

    private static int TryRun(Command command, params string[] arguments)
        => CommandFailure.Guard(() => new RootCommand { command }.Parse([command.Name, .. arguments]).InvokeAsync(
            new InvocationConfiguration { EnableDefaultExceptionHandler = false })).GetAwaiter().GetResult();
}
