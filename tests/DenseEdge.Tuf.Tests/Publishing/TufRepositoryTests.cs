using System.Text;
using System.Text.Json.Nodes;
using DenseEdge.Tuf.Publishing;
using DenseEdge.Tuf.Tests.Support;

namespace DenseEdge.Tuf.Tests.Publishing;

public sealed class TufRepositoryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-repository-").FullName;
    private readonly UnsyncedFileSystem _files = new();
    private readonly ManualTime _time = new();
    private readonly SigningKey[] _root = [SigningKey.Create(), SigningKey.Create(), SigningKey.Create()];
    private readonly SigningKey _targets = SigningKey.Create();
    private readonly SigningKey _snapshot = SigningKey.Create();
    private readonly SigningKey _timestamp = SigningKey.Create();

    private string Repository => Path.Combine(_folder, "repository");

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        foreach (SigningKey key in (SigningKey[])[.. _root, _targets, _snapshot, _timestamp])
        {
            key.Dispose();
        }
    }

    [Fact]
    public async Task Publish_OfATarget_ReachesAClient()
    {
        TufRepository repository = PublishFirst();
        Add(repository, "models/scene/1.0.0/abc", "bundle");
        repository.Sign("targets", _targets);
        Publish(repository);
        TufClient client = Client();

        await client.RefreshAsync();
        TargetInfo target = (await client.FindAsync("models/scene/1.0.0/abc"))!;
        string destination = Path.Combine(_folder, "downloaded");
        await client.DownloadAsync(target, destination);

        Assert.Equal("bundle", File.ReadAllText(destination));
        Assert.Equal("""{"release":7}""", target.CustomJson!.Replace(" ", "", StringComparison.Ordinal).ReplaceLineEndings(""));
        Assert.Equal([target.Path], client.Targets.Select(one => one.Path));
    }

    [Fact]
    public void Publish_WithOneOfTwoRootSignatures_RefusesAndWritesNothing()
    {
        TufRepository repository = Init();
        repository.Sign("root", _root[0]);
        repository.Sign("targets", _targets);

        TufException failure = Assert.Throws<TufException>(() => Publish(repository));

        Assert.Equal(TufReason.NotPublishable, failure.Reason);
        Assert.Contains("found 1", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.Combine(Repository, "metadata")));
    }

    [Fact]
    public void Publish_WithTheWrongOnlineKey_Refuses()
    {
        TufRepository repository = PublishFirst();

        TufException failure = Assert.Throws<TufException>(() => repository.Publish([_timestamp], [_snapshot]));

        Assert.Equal(TufReason.NotPublishable, failure.Reason);
    }

    [Fact]
    public void Publish_OfTargetsThatNobodySigned_Refuses()
    {
        TufRepository repository = PublishFirst();
        Add(repository, "file", "content");

        Assert.Throws<TufException>(() => Publish(repository));

        Assert.Equal(1, repository.Status().Single(role => role.Role == "targets").Version);
    }

    [Fact]
    public void Publish_OfAFileThatWasChanged_Refuses()
    {
        TufRepository repository = PublishFirst();
        Add(repository, "a/file", "content");
        repository.Sign("targets", _targets);
        File.WriteAllText(Directory.GetFiles(Path.Combine(Repository, "targets", "a")).Single(), "damaged");

        TufException failure = Assert.Throws<TufException>(() => Publish(repository));

        Assert.Contains("a/file", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_WithNothingWaiting_RenewsTheTimestamp()
    {
        TufRepository repository = PublishFirst();
        TufClient client = Client();
        await client.RefreshAsync();
        _time.Now = _time.Now.AddDays(8);
        await Assert.ThrowsAsync<TufException>(() => client.RefreshAsync());

        Publish(repository);
        await client.RefreshAsync();

        Assert.Equal(2, repository.Status().Single(role => role.Role == "timestamp").Version);
    }

    [Fact]
    public void Publish_OfExpiredTargets_RefusesUntilTheyAreSignedAgain()
    {
        TufRepository repository = PublishFirst();
        _time.Now = _time.Now.AddDays(200);

        Assert.Throws<TufException>(() => Publish(repository));
        repository.Sign("targets", _targets);
        Publish(repository);

        Assert.Equal(2, repository.Status().Single(role => role.Role == "targets").Version);
    }

    [Fact]
    public async Task Rotate_OfARootKey_NeedsOldAndNewKeysAndReachesAClient()
    {
        TufRepository repository = PublishFirst();
        TufClient client = Client();
        await client.RefreshAsync();
        using SigningKey added = SigningKey.Create();
        repository.RotateKey("root", _root[0].Public.KeyId, added.Public);

        repository.Sign("root", added);
        RoleStatus half = repository.Sign("root", _root[1]);
        Assert.False(half.IsReady);
        Assert.Throws<TufException>(() => Publish(repository));
        RoleStatus whole = repository.Sign("root", _root[0]);
        Assert.True(whole.IsReady);
        Publish(repository);
        await client.RefreshAsync();

        Assert.Equal(2, client.Root!.Version);
    }

    [Fact]
    public async Task Rotate_OfATimestampKey_MakesTheOldOneUseless()
    {
        TufRepository repository = PublishFirst();
        TufClient client = Client();
        await client.RefreshAsync();
        using SigningKey added = SigningKey.Create();
        repository.RotateKey("timestamp", _timestamp.Public.KeyId, added.Public);
        repository.Sign("root", _root[1]);
        repository.Sign("root", _root[2]);

        Assert.Throws<TufException>(() => Publish(repository));
        repository.Publish([_snapshot], [added]);
        await client.RefreshAsync();

        Assert.Equal(2, client.Root!.Version);
    }

    [Fact]
    public void Rotate_BelowTheThreshold_Refuses()
    {
        TufRepository repository = PublishFirst();

        TufException failure = Assert.Throws<TufException>(
            () => repository.RotateKey("targets", _targets.Public.KeyId, add: null));

        Assert.Contains("at least 1 keys", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sign_WithAKeyWithoutASay_Refuses()
    {
        TufRepository repository = PublishFirst();

        Assert.Throws<TufException>(() => repository.Sign("root", _targets));
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("/absolute")]
    [InlineData("")]
    public void Add_OfAPathThatLeaves_Refuses(string path)
    {
        TufRepository repository = PublishFirst();

        Assert.Throws<TufException>(() => Add(repository, path, "content"));
    }

    [Fact]
    public void Init_OverARepository_Refuses()
    {
        Init();

        Assert.Throws<IOException>(Init);
    }

    [Fact]
    public void Init_WithAThresholdThatCannotBeMet_NamesIt()
    {
        RolePlan one = new([_targets.Public], Threshold: 2, ValidDays: 0);

        ArgumentException failure = Assert.Throws<ArgumentException>(
            () => TufRepository.Init(_files, Repository, new RepositoryPlan(one, one, one, one), _time));

        Assert.Contains("threshold of 'root' from 1 to its 1 keys, found 2", failure.Message, StringComparison.Ordinal);
        Assert.Contains("at least 1 valid day of 'timestamp'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void VerifySignedBy_OfAnEnvelope_WantsTheRolesKeys()
    {
        TufRepository repository = PublishFirst();
        TrustedRoot root = TrustedRoot.Parse(repository.PublishedRoot());
        JsonObject content = new() { ["_type"] = "bundle", ["release"] = 3 };

        byte[] right = SignedEnvelope.Create(content, [_targets]);
        byte[] wrong = SignedEnvelope.Create(content, [_snapshot]);

        Assert.Equal(3, root.VerifySignedBy("targets", right).GetProperty("release").GetInt32());
        Assert.Equal(
            TufReason.NotSigned, Assert.Throws<TufException>(() => root.VerifySignedBy("targets", wrong)).Reason);
    }

    private TufRepository Init() => TufRepository.Init(
        _files,
        Repository,
        new RepositoryPlan(
            new RolePlan([.. _root.Select(key => key.Public)], 2, RepositoryPlan.RootDays),
            new RolePlan([_targets.Public], 1, RepositoryPlan.TargetsDays),
            new RolePlan([_snapshot.Public], 1, RepositoryPlan.SnapshotDays),
            new RolePlan([_timestamp.Public], 1, RepositoryPlan.TimestampDays)),
        _time);

    private TufRepository PublishFirst()
    {
        TufRepository repository = Init();
        repository.Sign("root", _root[0]);
        repository.Sign("root", _root[2]);
        repository.Sign("targets", _targets);
        Publish(repository);
        return repository;
    }

    private void Publish(TufRepository repository) => repository.Publish([_snapshot], [_timestamp]);

    private static void Add(TufRepository repository, string path, string text)
    {
        using MemoryStream content = new(Encoding.UTF8.GetBytes(text));
        repository.AddTarget(path, content, SignedEnvelope.Element(new JsonObject { ["release"] = 7 }));
    }

    private TufClient Client()
    {
        TufClient client = new(
            _files, Path.Combine(_folder, "device"), new FolderTufSource(_files, Repository), ClockPolicy.Trusting(_time));
        client.Init(File.ReadAllBytes(Path.Combine(Repository, "metadata", "1.root.json")));
        return client;
    }
}
