using System.Text;
using System.Text.Json.Nodes;
using DenseEdge.Tuf.Tests.Support;

namespace DenseEdge.Tuf.Tests.Conformance;

/// <summary>Cases of test_file_download of the public conformance suite.</summary>
public sealed class ArtifactTests : IDisposable
{
    private const string Path = "target_file.txt";

    private readonly RepositorySimulator _repository = new();
    private readonly SimulatedClient _client;

    public ArtifactTests() => _client = new SimulatedClient(_repository);

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData("target_file.txt")]
    [InlineData("path/to/a/target_file.txt")]
    public void Download_OfAGoodTarget_IsTheFile(string path)
    {
        Add(path, "target file contents");
        Assert.True(_client.Refresh());
        Assert.Empty(_client.Downloaded);

        Assert.True(_client.Download(path));

        Assert.Equal(["target file contents"], _client.Downloaded);
    }

    [Fact]
    public void Download_OfSubstitutedFiles_KeepsTheOldAndTakesNoneNew()
    {
        _repository.AddArtifact("targets", "another", "content");
        Add(Path, "target file contents");
        Assert.True(_client.Download(Path));
        _repository.Artifacts[Path] = _repository.Artifacts["another"] = Encoding.UTF8.GetBytes("malicious data");

        Assert.True(_client.Download(Path));
        Assert.False(_client.Download("another"));

        Assert.Equal(TufReason.Mismatch, _client.Failure);
        Assert.Equal(["target file contents"], _client.Downloaded);
    }

    [Fact]
    public void Download_OfAFileThatIsThere_AsksOnlyOnce()
    {
        Add(Path, "target file contents");

        Assert.True(_client.Download(Path));
        Assert.True(_client.Download(Path));

        Assert.Single(_repository.ArtifactRequests);
    }

    [Fact]
    public void Download_OfAFileThatChanges_FollowsTheSignedVersionsOnly()
    {
        Add(Path, "target file contents");
        Assert.True(_client.Download(Path));
        for (int round = 0; round < 11; round++)
        {
            Add(Path, $"modified {round}");
            if (round % 5 != 0)
            {
                continue;
            }

            Assert.True(_client.Download(Path));
            Assert.Equal([$"modified {round}"], _client.Downloaded);

            _repository.Artifacts[Path] = Encoding.UTF8.GetBytes($"malicious {round}");
            _repository.Publish("targets", "snapshot", "timestamp");
            _client.Download(Path);
            Assert.Equal([$"modified {round}"], _client.Downloaded);
        }
    }

    [Theory]
    [InlineData("sha256")]
    [InlineData("sha512")]
    [InlineData("sha256", "sha512")]
    public void Download_ByEachDigest_Succeeds(params string[] hashes)
    {
        ArgumentNullException.ThrowIfNull(hashes);
        _repository.AddArtifact("targets", Path, "target file contents", hashes);
        _repository.Publish("targets", "snapshot", "timestamp");

        Assert.True(_client.Download(Path));

        Assert.Single(_repository.ArtifactRequests);
    }

    [Fact]
    public void Download_ByAnUnknownDigestOnly_Fails()
    {
        _repository.AddArtifact("targets", Path, "target file contents", "sha512");
        JsonObject hashes = (JsonObject)_repository.Targets["targets"]![Path]!["hashes"]!;
        hashes["unknown-hash"] = hashes["sha512"]!.DeepClone();
        hashes.Remove("sha512");
        _repository.Publish("targets", "snapshot", "timestamp");

        Assert.False(_client.Download(Path));

        Assert.Empty(_client.Downloaded);
    }

    [Fact]
    public void Download_WithoutConsistentSnapshots_AsksForPlainNames()
    {
        _repository.Root["consistent_snapshot"] = false;
        _repository.AddArtifact("targets", "a/" + Path, "target file contents");
        _repository.Publish("root", "targets", "snapshot", "timestamp");

        Assert.True(_client.Download("a/" + Path));

        Assert.Equal(["root 2", "root 3", "timestamp", "snapshot", "targets"], _repository.Requests);
        Assert.Equal(["a/" + Path], _repository.ArtifactRequests);
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("/absolute")]
    [InlineData("a//b")]
    [InlineData("a/./b")]
    [InlineData("a\\b")]
    public void Download_OfAPathThatLeaves_Fails(string path)
    {
        Add(path, "content");

        Assert.False(_client.Download(path));

        Assert.Equal(TufReason.Malformed, _client.Failure);
        Assert.Empty(_repository.ArtifactRequests);
    }

    private void Add(string path, string text)
    {
        _repository.AddArtifact("targets", path, text);
        _repository.Publish("targets", "snapshot", "timestamp");
    }
}
