using DenseEdge.Agent.Serving;
using DenseEdge.Agent.Tests.Serving;
using DenseEdge.Agent.Updating;
using DenseEdge.Bundles;
using DenseEdge.Transfer.Tests.Support;
using DenseEdge.Tuf;

namespace DenseEdge.Agent.Tests.EndToEnd;

/// <summary>Real bundles that a server assigns. The server may assign what it likes: what runs was signed for this
/// device.</summary>
public sealed class AssignedBundleTests : IDisposable
{
    private readonly ScenePublisher _publisher = new();
    private readonly DdiTestServer _server = new();
    private readonly RealDevice _device;

    public AssignedBundleTests() => _device = new RealDevice(_publisher);

    public void Dispose()
    {
        _device.Dispose();
        _server.Dispose();
        _publisher.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Poll_OfASignedBundle_InstallsItAfterABrokenDownload(bool tellsDigest)
    {
        Assign("17", _publisher.Bundle(SceneRelease.First), tellsDigest);
        byte[] file = _server.Files["/files/17"];
        using HostileServer breaking = new(
            request => request.ServeAsync(file, request.From is null ? file.Length / 2 : int.MaxValue));
        _server.Chunk["artifacts"]![0]!["_links"]!["download"]!["href"] = breaking.Address.AbsoluteUri;
        using IUpdateServer server = _device.Server(_server.Options());

        UpdateResult result = await PollAsync(server);

        Assert.True(result.Outcome == UpdateOutcome.Committed, result.Message);
        _device.AssertRuns(SceneRelease.First);
        Assert.Equal(2, breaking.Requests.Count);
        Assert.Contains($"bytes={file.Length / 2}-", breaking.Requests.Last(), StringComparison.Ordinal);
        Assert.Equal(["success"], _server.Ends);

        Assign("18", _publisher.Bundle(SceneRelease.Second), tellsDigest);
        await PollAsync(server);
        _device.AssertRuns(SceneRelease.Second, before: SceneRelease.First);
        await PollAsync(server);
        Assert.Empty(_device.Store.Files.Files(_device.Store.Paths.Assigned));
        Assert.Equal("fp32", _server.Attributes["denseedge.precision"]);
        Assert.Equal("1.1.0", _server.Attributes["denseedge.version"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Poll_OfAStrangersBundle_IsRefusedAndToldOf(bool tellsDigest)
    {
        using SigningKey stranger = SigningKey.Create();
        Assign("17", _publisher.Bundle(SceneRelease.First, stranger), tellsDigest);
        using IUpdateServer server = _device.Server(_server.Options());

        UpdateResult result = await PollAsync(server);

        Assert.Equal((UpdateOutcome.Refused, UpdateFailure.Refused), (result.Outcome, result.Failure));
        Assert.Null(_device.Machine.Active);
        Assert.Equal(["failure"], _server.Ends);
    }

    [Fact]
    public async Task Poll_OfAnotherReleaseThanTheServerSays_IsRefused()
    {
        string path = _publisher.Bundle(SceneRelease.First);
        Assign("17", path, tellsDigest: true, release: 9);
        using IUpdateServer server = _device.Server(_server.Options());

        UpdateResult result = await PollAsync(server);

        Assert.Equal(UpdateOutcome.Refused, result.Outcome);
        Assert.Contains("release 9", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Poll_WithARepository_TakesOnlyWhatIsSignedThere()
    {
        string announced = _publisher.AnnounceFile(SceneRelease.First);
        string secret = _publisher.Bundle(SceneRelease.Second);
        Assign("17", secret, tellsDigest: true);
        using IUpdateServer server = _device.Server(_server.Options(), _publisher.Repository);

        UpdateResult refused = await PollAsync(server);

        Assert.Equal(UpdateOutcome.Refused, refused.Outcome);
        Assert.Contains("expected it among the signed targets", refused.Message, StringComparison.Ordinal);
        Assign("18", announced, tellsDigest: true);
        Assert.Equal(UpdateOutcome.Committed, (await PollAsync(server)).Outcome);
        _device.AssertRuns(SceneRelease.First);
        Assert.Equal(["failure", "success"], _server.Ends);
    }

    [Fact]
    public async Task Poll_WithTheFileInTheRepositoryOnly_FetchesItThere()
    {
        string announced = _publisher.AnnounceFile(SceneRelease.First);
        Assign("17", announced, tellsDigest: true);
        _server.Chunk.Remove("artifacts");
        using IUpdateServer server = _device.Server(_server.Options(), _publisher.Repository);

        Assert.Equal(UpdateOutcome.Committed, (await PollAsync(server)).Outcome);

        _device.AssertRuns(SceneRelease.First);
    }

    [Fact]
    public async Task Poll_OfAFileOnAnotherHost_TellsThatHostNoSecret()
    {
        using DdiTestServer other = new();
        string path = _publisher.Bundle(SceneRelease.First);
        Assign("17", path, tellsDigest: true);
        other.Files["/elsewhere"] = await File.ReadAllBytesAsync(path);
        _server.Chunk["artifacts"]![0]!["_links"]!["download"]!["href"] = other.Address + "/elsewhere";
        using IUpdateServer server = _device.Server(_server.Options());

        Assert.Equal(UpdateOutcome.Committed, (await PollAsync(server)).Outcome);

        Assert.All(other.Requests, request => Assert.Null(request.Authorization));
        Assert.Equal("GET /elsewhere", Assert.Single(other.Requests).Line);
    }

    private Task<UpdateResult> PollAsync(IUpdateServer server) => server.PollAsync(_device.Machine, CancellationToken.None);

    private void Assign(string actionId, string path, bool tellsDigest, long? release = null)
    {
        using Bundle bundle = Bundle.Open(path);
        _server.Offer(
            actionId, bundle.Manifest.Name, bundle.Manifest.Version, File.ReadAllBytes(path),
            tellsDigest ? bundle.Digest : null, tellsDigest ? release ?? bundle.Manifest.ReleaseCounter : null);
    }
}
