using System.Text;
using DenseEdge.Bundles.Registries;
using DenseEdge.Storage;
using DenseEdge.Tuf;
using DenseEdge.Tuf.Tests.Support;

namespace DenseEdge.Bundles.Tests.Registries;

/// <summary>A signed repository in a real registry, where tags are anybody's.</summary>
public sealed class OciRepositoryTests : IDisposable
{
    private const string Path = "models/scene/1.0.0/abc";
    private const string Timestamp = "metadata-timestamp.json";

    private readonly SignedRepository _repository = new();

    public void Dispose() => _repository.Dispose();

    [RegistryFact]
    public async Task Push_OfEveryState_IsWhatDevicesRead()
    {
        using DockerRegistry docker = new();
        RegistryClient registry = _repository.Registry(docker.Host, "edge/models");
        _repository.Publish(Path, "first content");

        Assert.Empty(await _repository.PushAsync(registry));

        TufClient device = _repository.Device(registry, "device");
        Assert.Equal("first content", await _repository.ReadAsync(device, Path));

        _repository.Publish(Path, "second content");
        Assert.Equal("first content", await _repository.ReadAsync(device, Path));

        await _repository.PushAsync(registry);
        Assert.Equal("second content", await _repository.ReadAsync(device, Path));
    }

    [RegistryFact]
    public async Task Push_OfAnImageWithBlobsBeside_CarriesTheBundle()
    {
        using DockerRegistry docker = new();
        RegistryClient registry = _repository.Registry(docker.Host);
        using TemporaryFolder folder = new();
        using Bundle bundle = Bundle.Open(SampleBundle.Save(folder));
        _repository.PublishImage(Path, bundle);

        Assert.Empty(await _repository.PushAsync(registry));

        Assert.Equal(
            Encoding.UTF8.GetString(bundle.ImageManifest.Span),
            await _repository.ReadAsync(_repository.Device(registry, "device"), Path));
        RemoteBundle remote = await RemoteBundle.OpenAsync(
            registry, bundle.Digest, PhysicalFileSystem.Instance, folder.At("scratch"));
        await remote.FetchLayoutAsync(PhysicalFileSystem.Instance, folder.At("layout"));
        using Bundle fetched = Bundle.Open(folder.At("layout"));
        Assert.Equal(bundle.Digest, fetched.Digest);
    }

    [RegistryFact]
    public async Task Refresh_AfterTheTimestampsTagWasMovedBack_IsRefusedAsARollback()
    {
        using DockerRegistry docker = new();
        RegistryClient registry = _repository.Registry(docker.Host);
        _repository.Publish(Path, "first content");
        await _repository.PushAsync(registry);
        byte[] old = await registry.GetTaggedAsync(Timestamp, 1 << 20, CancellationToken.None);
        _repository.Publish(Path, "second content");
        await _repository.PushAsync(registry);
        TufClient device = _repository.Device(registry, "device");
        await device.RefreshAsync();

        await registry.PushManifestAsync(old, Timestamp, CancellationToken.None);

        TufException refused = await Assert.ThrowsAsync<TufException>(() => device.RefreshAsync());
        Assert.Equal(TufReason.Rollback, refused.Reason);
        Assert.Contains("version 2 of timestamp.json", refused.Message, StringComparison.Ordinal);
    }

    [RegistryFact]
    public async Task Refresh_OfARegistryThatIsHeldBack_IsRefusedOnceItExpires()
    {
        using DockerRegistry docker = new();
        RegistryClient registry = _repository.Registry(docker.Host);
        _repository.Publish(Path, "first content");
        await _repository.PushAsync(registry);
        ManualTime clock = new() { Now = TimeProvider.System.GetUtcNow() };
        TufClient device = _repository.Device(registry, "device", clock);
        await device.RefreshAsync();

        clock.Now = clock.Now.AddDays(SignedRepository.TimestampDays + 1);

        TufException refused = await Assert.ThrowsAsync<TufException>(() => device.RefreshAsync());
        Assert.Equal(TufReason.Expired, refused.Reason);
    }

    [RegistryFact]
    public async Task Push_OfAFolderThatIsBehind_IsRefusedAndChangesNothing()
    {
        using DockerRegistry docker = new();
        RegistryClient registry = _repository.Registry(docker.Host);
        _repository.Publish(Path, "first content");
        byte[] old = File.ReadAllBytes(System.IO.Path.Combine(_repository.Folder, "metadata", "timestamp.json"));
        _repository.Publish(Path, "second content");
        await _repository.PushAsync(registry);

        File.WriteAllBytes(System.IO.Path.Combine(_repository.Folder, "metadata", "timestamp.json"), old);
        TufException refused = await Assert.ThrowsAsync<TufException>(() => _repository.PushAsync(registry));

        Assert.Equal(TufReason.NotPublishable, refused.Reason);
        Assert.Equal("second content", await _repository.ReadAsync(_repository.Device(registry, "device"), Path));
    }
}
