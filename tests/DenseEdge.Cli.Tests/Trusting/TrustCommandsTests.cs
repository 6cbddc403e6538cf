using System.CommandLine;
using DenseEdge.Cli.Commands;
using DenseEdge.Cli.Running;

namespace DenseEdge.Cli.Tests.Trusting;

/// <summary>denseedge keys, repo and tuf-client, from the first key to the file on the device.</summary>
public sealed class TrustCommandsTests : IDisposable
{
    private const string Target = "models/scene/1.0.0/abc";

    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-trust-").FullName;

    private string Repository => In("repo");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void AFile_FromAddToDownload_Arrives()
    {
        Publish("first content");
        using StaticHost host = new(Repository);
        Assert.Equal(0, Init());
        Assert.Equal(0, Client(host, "refresh"));

        Assert.Equal(0, Download(host));

        Assert.Equal("first content", File.ReadAllText(Directory.GetFiles(In("out")).Single()));
        Assert.Equal(
            ["root.json", "snapshot.json", "targets.json", "timestamp.json"],
            Directory.GetFiles(In("md")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void AFile_OfTheNextVersion_ReplacesTheFirst()
    {
        Publish("first content");
        using StaticHost host = new(Repository);
        Init();
        Assert.Equal(0, Download(host));
        Add("second content");
        Run(RepoCommand.Create(), "sign", Repository, "--role", "targets", "--key", Key("targets"));
        PublishNow();

        Assert.Equal(0, Download(host));

        Assert.Equal("second content", File.ReadAllText(Directory.GetFiles(In("out")).Single()));
    }

    [Fact]
    public void ARepository_SetBackToAnOlderState_IsRefused()
    {
        Publish("first content");
        byte[] old = File.ReadAllBytes(Path.Combine(Repository, "metadata", "timestamp.json"));
        PublishNow();
        using StaticHost host = new(Repository);
        Init();
        Assert.Equal(0, Client(host, "refresh"));
        File.WriteAllBytes(Path.Combine(Repository, "metadata", "timestamp.json"), old);

        Assert.Equal(1, Client(host, "refresh"));
    }

    [Fact]
    public void AFile_ThatTheHostSubstituted_IsRefused()
    {
        Publish("first content");
        string served = Directory.GetFiles(Path.Combine(Repository, "targets"), "*.abc", SearchOption.AllDirectories).Single();
        File.WriteAllText(served, "other content");
        using StaticHost host = new(Repository);
        Init();

        Assert.Equal(1, Download(host));

        Assert.Empty(Directory.GetFiles(In("out")));
    }

    [Fact]
    public void ARotatedTimestampKey_IsFollowed()
    {
        Publish("first content");
        using StaticHost host = new(Repository);
        Init();
        Assert.Equal(0, Client(host, "refresh"));
        Run(KeysCommand.Create(), "create", "timestamp-b", "--folder", In("keys"));
        Run(
            KeysCommand.Create(), "rotate", Repository, "--role", "timestamp",
            "--remove", In("keys/timestamp.pub.json"), "--add", In("keys/timestamp-b.pub.json"));
        Run(RepoCommand.Create(), "sign", Repository, "--role", "root", "--key", Key("root-1"), "--key", Key("root-3"));

        Assert.Equal(1, TryPublish("timestamp"));
        Assert.Equal(0, TryPublish("timestamp-b"));

        Assert.Equal(0, Client(host, "refresh"));
        Assert.True(File.Exists(In("md/root_history/2.root.json")));
    }

    [Fact]
    public void Publish_WithoutEnoughRootSignatures_Fails()
    {
        Run(KeysCommand.Create(), "create", "--folder", In("keys"));
        Run(RepoCommand.Create(), "init", Repository, "--keys", In("keys"));
        Run(RepoCommand.Create(), "sign", Repository, "--role", "targets", "--key", Key("targets"));
        Run(RepoCommand.Create(), "sign", Repository, "--role", "root", "--key", Key("root-1"));

        Assert.Equal(1, TryPublish("timestamp"));
    }

    [Fact]
    public void PrivateKeys_OfANewFolder_AreTheOwnersOnly()
    {
        Run(KeysCommand.Create(), "create", "one", "--folder", In("keys"));

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Key("one")));
        }

        Assert.Equal(1, TryRun(KeysCommand.Create(), "create", "one", "--folder", In("keys")));
    }

    private string In(string name) => Path.Combine(_folder, name);

    private string Key(string name) => In($"keys/{name}.pem");

    private void Publish(string content)
    {
        Directory.CreateDirectory(In("out"));
        Run(KeysCommand.Create(), "create", "--folder", In("keys"));
        Run(RepoCommand.Create(), "init", Repository, "--keys", In("keys"));
        Add(content);
        Run(RepoCommand.Create(), "sign", Repository, "--role", "root", "--key", Key("root-1"), "--key", Key("root-2"));
        Run(RepoCommand.Create(), "sign", Repository, "--role", "targets", "--key", Key("targets"));
        PublishNow();
    }

    private void Add(string content)
    {
        File.WriteAllText(In("bundle"), content);
        Run(RepoCommand.Create(), "add", Repository, Target, In("bundle"), "--custom", "{\"release\":1}");
    }

    private void PublishNow() => Assert.Equal(0, TryPublish("timestamp"));

    private int TryPublish(string timestampKey) => TryRun(
        RepoCommand.Create(), "publish", Repository, "--snapshot-key", Key("snapshot"), "--timestamp-key", Key(timestampKey));

    private int Init()
        => TryRun(TufClientCommand.Create(), "--metadata-dir", In("md"), "init", In("repo/metadata/1.root.json"));

    private int Client(StaticHost host, string verb)
        => TryRun(TufClientCommand.Create(), "--metadata-dir", In("md"), "--metadata-url", host.Address + "metadata", verb);

    private int Download(StaticHost host) => TryRun(
        TufClientCommand.Create(), "--metadata-dir", In("md"), "--metadata-url", host.Address + "metadata/",
        "--target-name", Target, "--target-dir", In("out"), "--target-base-url", host.Address + "targets", "download");

    private static void Run(Command command, params string[] arguments) => Assert.Equal(0, TryRun(command, arguments));

    private static int TryRun(Command command, params string[] arguments)
        => CommandFailure.Guard(() => new RootCommand { command }.Parse([command.Name, .. arguments]).InvokeAsync(
            new InvocationConfiguration { EnableDefaultExceptionHandler = false })).GetAwaiter().GetResult();
}
