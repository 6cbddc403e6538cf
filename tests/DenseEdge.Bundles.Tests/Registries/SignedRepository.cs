using System.Text;
using DenseEdge.Bundles.Registries;
using DenseEdge.Storage;
using DenseEdge.Transfer;
using DenseEdge.Tuf;
using DenseEdge.Tuf.Publishing;

namespace DenseEdge.Bundles.Tests.Registries;

/// <summary>A signed repository in a folder, whoever signs it, and devices that read it from a registry.</summary>
internal sealed class SignedRepository : IDisposable
{
    public const int TimestampDays = 7;

    private const int LongDays = 3650;

    private readonly TemporaryFolder _folder = new();
    private readonly SigningKey[] _keys = [SigningKey.Create(), SigningKey.Create(), SigningKey.Create(), SigningKey.Create()];
    private readonly HttpTransfer _transfer = new(new TransferOptions { Attempts = 1 });
    private readonly TufRepository _repository;

    public SignedRepository()
    {
        RepositoryPlan plan = new(
            Role(0, LongDays), Role(1, LongDays), Role(2, LongDays), Role(3, TimestampDays));
        _repository = TufRepository.Init(PhysicalFileSystem.Instance, Folder, plan);
        _repository.Sign("root", _keys[0]);
    }

    public string Folder => _folder.At("repository");

    public string At(string name) => _folder.At(name);

    public void Dispose()
    {
        Array.ForEach(_keys, key => key.Dispose());
        _transfer.Dispose();
        _folder.Dispose();
    }

    /// <summary>Publishes a file in the folder.</summary>
    public void Publish(string path, string content)
    {
        _repository.AddTarget(path, new MemoryStream(Encoding.UTF8.GetBytes(content)));
        Publish();
    }

    /// <summary>Publishes a bundle's image manifest, with its blobs beside.</summary>
    public void PublishImage(string path, Bundle bundle)
    {
        new FolderLayout(PhysicalFileSystem.Instance, Folder).Add(bundle);
        _repository.AddTarget(path, bundle.ImageManifest.Length, BlobDigest.Hex(bundle.Digest));
        Publish();
    }

    /// <summary>Publishes what waits; renews the timestamp in any case.</summary>
    public void Publish()
    {
        _repository.Sign("targets", _keys[1]);
        _repository.Publish([_keys[2]], [_keys[3]]);
    }

    public RegistryClient Registry(string host, string name = "scene") => new(
        RegistryReference.ParseRepository($"oci://{host}/{name}"), _transfer, new RegistryOptions { PlainHttp = true });

    public Task<IReadOnlyList<string>> PushAsync(RegistryClient registry) => new RepositoryPush(
        registry, _repository.Published(), new FolderLayout(PhysicalFileSystem.Instance, Folder)).RunAsync();

    /// <summary>A device that reads the registry; one with the same name goes on where it was.</summary>
    public TufClient Device(RegistryClient registry, string name, TimeProvider? time = null)
    {
        TufClient device = new(
            PhysicalFileSystem.Instance, _folder.At(name), new OciTufSource(registry),
            ClockPolicy.Trusting(time ?? TimeProvider.System));
        device.Init(_repository.PublishedRoot()!);
        return device;
    }

    /// <summary>What a device reads as the content of a target.</summary>
    public async Task<string> ReadAsync(TufClient device, string path)
    {
        await device.RefreshAsync();
        TargetInfo target = (await device.FindAsync(path))!;
        string file = _folder.At($"{Guid.NewGuid():N}.target");
        await device.DownloadAsync(target, file);
        return await File.ReadAllTextAsync(file);
    }

    private RolePlan Role(int key, int days) => new([_keys[key].Public], Threshold: 1, days);
}
