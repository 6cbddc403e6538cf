using System.Text.Json;

namespace DenseEdge.Tuf.Tests.Support;

/// <summary>A client of a simulated repository, started anew for each command as a program is, with folders of its own.</summary>
internal sealed class SimulatedClient : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-tuf-").FullName;
    private readonly ManualTime _time = new();

    public SimulatedClient(RepositorySimulator repository, bool isInitialised = true)
    {
        Repository = repository;
        Directory.CreateDirectory(ArtifactFolder);
        if (isInitialised)
        {
            Init(repository.Published["root"][0]);
        }
    }

    public RepositorySimulator Repository { get; }

    public TufLimits Limits { get; set; } = new();

    /// <summary>Why the last command failed; null if it did not.</summary>
    public TufReason? Failure { get; private set; }

    public string MetadataFolder => Path.Combine(_folder, "metadata");

    private string ArtifactFolder => Path.Combine(_folder, "targets");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public bool Init(byte[] root) => Try(() =>
    {
        Create().Init(root);
        return Task.CompletedTask;
    });

    public bool Refresh(DateTimeOffset? now = null)
    {
        _time.Now = now ?? ManualTime.Start;
        return Try(() => Create().RefreshAsync());
    }

    public bool Download(string path, DateTimeOffset? now = null)
    {
        _time.Now = now ?? ManualTime.Start;
        return Try(async () =>
        {
            TufClient client = Create();
            await client.RefreshAsync();
            TargetInfo target = await client.FindAsync(path) ?? throw new TufException(TufReason.NoSuchTarget, path);
            await client.DownloadAsync(target, Path.Combine(ArtifactFolder, Uri.EscapeDataString(path)));
        });
    }

    /// <summary>The trusted version of a role; null if there is none.</summary>
    public int? Version(string role)
        => File.Exists(PathOf(role))
            ? JsonDocument.Parse(Bytes(role)).RootElement.GetProperty("signed").GetProperty("version").GetInt32()
            : null;

    public byte[] Bytes(string role) => File.ReadAllBytes(PathOf(role));

    /// <summary>What is trusted, as "role version" in the order of names.</summary>
    public string Trusted => string.Join(
        ", ",
        Directory.GetFiles(MetadataFolder, "*.json").Order(StringComparer.Ordinal).Select(Path.GetFileNameWithoutExtension)
            .Select(role => $"{role} {Version(role!)}"));

    /// <summary>What was downloaded, in the order of names.</summary>
    public IEnumerable<string> Downloaded
        => Directory.GetFiles(ArtifactFolder).Order(StringComparer.Ordinal).Select(File.ReadAllText);

    public TufClient Create() => new(
        new UnsyncedFileSystem(), MetadataFolder, Repository, ClockPolicy.Trusting(_time), Limits);

    private string PathOf(string role) => Path.Combine(MetadataFolder, role + ".json");

    private bool Try(Func<Task> command)
    {
        try
        {
            command().GetAwaiter().GetResult();
            Failure = null;
            return true;
        }
        catch (TufException failure)
        {
            Failure = failure.Reason;
            return false;
        }
    }
}
