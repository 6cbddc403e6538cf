using DenseEdge.Agent.Updating;
using DenseEdge.Bundles;
using DenseEdge.Bundles.Registries;
using DenseEdge.Bundles.Tests.Registries;
using DenseEdge.Transfer;

namespace DenseEdge.Agent.Tests.EndToEnd;

/// <summary>Signed repositories in a folder and on a server, with the bundles there, beside it or in a registry.</summary>
public sealed class RepositoryTests : IDisposable
{
    private readonly ScenePublisher _publisher = new();
    private readonly RealDevice _device;

    public RepositoryTests() => _device = new RealDevice(_publisher);

    public void Dispose()
    {
        _device.Dispose();
        _publisher.Dispose();
    }

    [Fact]
    public async Task Poll_OfAFolder_InstallsUpdatesAndRests()
    {
        _publisher.AnnounceFile(SceneRelease.First);
        await CommitAsync(_publisher.Repository, null, SceneRelease.First);
        Assert.Equal(UpdateOutcome.Current, (await _device.PollAsync(_publisher.Repository)).Outcome);

        _publisher.AnnounceFile(SceneRelease.Second);
        await CommitAsync(_publisher.Repository, null, SceneRelease.Second, SceneRelease.First);

        Assert.True(_device.Machine.RollBack("the test wants it").IsSuccess);
        UpdateResult refused = await _device.PollAsync(_publisher.Repository);
        Assert.Equal(UpdateOutcome.Refused, refused.Outcome);
        Assert.Contains("the test wants it", refused.Message, StringComparison.Ordinal);
        _device.AssertRuns(SceneRelease.First);
    }

    [Fact]
    public async Task Poll_OfAServer_InstallsUpdatesAndRests()
    {
        using StaticHost host = new(_publisher.Repository);
        _publisher.AnnounceFile(SceneRelease.First);
        await CommitAsync(host.Address, null, SceneRelease.First);
        Assert.Equal(UpdateOutcome.Current, (await _device.PollAsync(host.Address)).Outcome);

        _publisher.AnnounceFile(SceneRelease.Second);
        await CommitAsync(host.Address, null, SceneRelease.Second, SceneRelease.First);
    }

    [Fact]
    public async Task Poll_WithBlobsBesideTheRepository_InstallsAndUpdates()
    {
        using StaticHost host = new(_publisher.Repository);
        _publisher.AddBlobs(_publisher.AnnounceImage(SceneRelease.First));
        await CommitAsync(host.Address, null, SceneRelease.First);

        _publisher.AddBlobs(_publisher.AnnounceImage(SceneRelease.Second));
        await CommitAsync(host.Address, null, SceneRelease.Second, SceneRelease.First);
    }

    [Fact]
    public async Task Poll_OfAFolderWithBlobsBeside_InstallsAndUpdates()
    {
        _publisher.AddBlobs(_publisher.AnnounceImage(SceneRelease.First));
        await CommitAsync(_publisher.Repository, null, SceneRelease.First);

        string second = _publisher.AnnounceImage(SceneRelease.Second);
        UpdateResult missing = await _device.PollAsync(_publisher.Repository);
        Assert.Equal((UpdateOutcome.Failed, UpdateFailure.Network), (missing.Outcome, missing.Failure));
        Assert.Contains("Expected the blob sha256:", missing.Message, StringComparison.Ordinal);

        _publisher.AddBlobs(second);
        await CommitAsync(_publisher.Repository, null, SceneRelease.Second, SceneRelease.First);
    }

    [RegistryFact]
    public async Task Poll_OfMetadataInDockerRegistry_InstallsFilesAndImages()
    {
        using DockerRegistry registry = new();
        string repository = $"oci://{registry.Host}/edge/models";
        _publisher.AnnounceFile(SceneRelease.First);
        await _publisher.PushAsync(registry.Host, "edge/models");
        await CommitAsync(repository, null, SceneRelease.First);
        Assert.Equal(UpdateOutcome.Current, (await _device.PollAsync(repository)).Outcome);

        _publisher.AddBlobs(_publisher.AnnounceImage(SceneRelease.Second));
        Assert.Equal(UpdateOutcome.Current, (await _device.PollAsync(repository)).Outcome);
        await _publisher.PushAsync(registry.Host, "edge/models");
        await CommitAsync(repository, null, SceneRelease.Second, SceneRelease.First);
    }

    [Fact]
    public async Task Poll_WithBlobsInARegistry_InstallsAndUpdates()
    {
        using FakeRegistry registry = new();
        await UpdateFromRegistryAsync(registry.Host, "scene", (digest, manifest) => registry.Manifests[digest] = manifest);
    }

    [RegistryFact]
    public async Task Poll_WithBlobsInDockerRegistry_InstallsAndUpdates()
    {
        using DockerRegistry registry = new();
        await UpdateFromRegistryAsync(registry.Host, "edge/scene", (_, _) => { });
    }

    [Fact]
    public async Task Poll_WhileTheServerIsGone_KeepsTheModelAndBlamesTheNetwork()
    {
        string address;
        using (StaticHost host = new(_publisher.Repository))
        {
            address = host.Address;
            _publisher.AnnounceFile(SceneRelease.First);
            await CommitAsync(address, null, SceneRelease.First);
        }

        UpdateResult result = await _device.PollAsync(address);

        Assert.Equal((UpdateOutcome.Failed, UpdateFailure.Network), (result.Outcome, result.Failure));
        _device.AssertRuns(SceneRelease.First);
    }

    private async Task UpdateFromRegistryAsync(string host, string name, Action<string, byte[]> pushed)
    {
        using HttpTransfer transfer = new();
        RegistryClient client = new(
            RegistryReference.Parse($"oci://{host}/{name}:any"), transfer, new RegistryOptions { PlainHttp = true });
        foreach ((SceneRelease release, SceneRelease? before) in
            ((SceneRelease, SceneRelease?)[])[(SceneRelease.First, null), (SceneRelease.Second, SceneRelease.First)])
        {
            using Bundle bundle = Bundle.Open(_publisher.AnnounceImage(release));
            await client.PushAsync(bundle, release.Version);
            pushed(bundle.Digest, bundle.ImageManifest.ToArray());
            await CommitAsync(_publisher.Repository, $"http://{host}/{name}", release, before);
        }
    }

    private async Task CommitAsync(string repository, string? registry, SceneRelease release, SceneRelease? before = null)
    {
        UpdateResult result = await _device.PollAsync(repository, registry);
        Assert.True(result.Outcome == UpdateOutcome.Committed, result.Message);
        _device.AssertRuns(release, before);
        Assert.Empty(Directory.GetFileSystemEntries(_device.Store.Paths.Downloads));
    }
}
