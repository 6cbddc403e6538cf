using System.Text;
using System.Text.Json;
using DenseEdge.Bundles.Registries;
using DenseEdge.Storage;
using DenseEdge.Transfer;

namespace DenseEdge.Bundles.Tests.Registries;

/// <summary>Bundles in a real registry, and in the hands of another program.</summary>
public sealed class DockerRegistryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpTransfer _transfer = new();

    public void Dispose()
    {
        _transfer.Dispose();
        _folder.Dispose();
    }

    [RegistryFact]
    public async Task PushAndPull_ThroughSkopeoAndBack_KeepsTheDigest()
    {
        using DockerRegistry registry = new();
        using Bundle bundle = Bundle.Open(SampleBundle.Save(_folder));
        RegistryClient client = Client(registry, "edge/scene", chunkBytes: 20);

        await client.PushAsync(bundle, "1.2.0");

        // skopeo shows what was pushed, byte by byte ...
        string remote = $"docker://{registry.Host}/edge/scene:1.2.0";
        string raw = DockerRegistry.RunSkopeo("inspect", "--raw", "--tls-verify=false", remote);
        Assert.Equal(bundle.Digest, BlobDigest.Of(Encoding.UTF8.GetBytes(raw)));
        using JsonDocument manifest = JsonDocument.Parse(raw);
        Assert.Equal(MediaTypes.Bundle, manifest.RootElement.GetProperty("artifactType").GetString());

        // ... copies it into a folder that is a bundle, and into the registry again under another name ...
        string layout = _folder.At("by-skopeo");
        DockerRegistry.RunSkopeo(
            "copy", "--src-tls-verify=false", "--preserve-digests", remote, $"oci:{layout}:{bundle.Manifest.Version}");
        using (Bundle copied = Bundle.Open(layout))
        {
            copied.VerifyBlobs();
            Assert.Equal(bundle.Digest, copied.Digest);
        }

        DockerRegistry.RunSkopeo(
            "copy", "--dest-tls-verify=false", "--preserve-digests", $"oci:{layout}:{bundle.Manifest.Version}",
            $"docker://{registry.Host}/edge/copy:latest");

        // ... and a file that skopeo made of it is one, too.
        string archive = _folder.At("archive.bundle");
        DockerRegistry.RunSkopeo("copy", "--preserve-digests", $"oci:{layout}:{bundle.Manifest.Version}",
            $"oci-archive:{archive}:{bundle.Manifest.Version}");
        using (Bundle archived = Bundle.Open(archive))
        {
            Assert.Equal(bundle.Digest, archived.Digest);
        }

        RegistryClient copy = Client(registry, "edge/copy");
        string digest = await copy.ResolveAsync(RegistryReference.Parse($"oci://{registry.Host}/edge/copy:latest"));
        RemoteBundle pulled = await RemoteBundle.OpenAsync(copy, digest, PhysicalFileSystem.Instance, _folder.At("scratch"));
        await pulled.FetchLayoutAsync(PhysicalFileSystem.Instance, _folder.At("pulled"));
        using Bundle back = Bundle.Open(_folder.At("pulled"));
        back.VerifyBlobs();
        Assert.Equal(bundle.Digest, back.Digest);
    }

    [RegistryFact]
    public async Task FetchAsync_AfterABrokenDownload_GoesOnWithIt()
    {
        using DockerRegistry registry = new();
        using Bundle bundle = Bundle.Open(SampleBundle.Save(_folder));
        RegistryClient client = Client(registry, "edge/scene");
        await client.PushAsync(bundle, "1");
        RemoteBundle remote = await RemoteBundle.OpenAsync(
            client, bundle.Digest, PhysicalFileSystem.Instance, _folder.At("scratch"));

        // What an earlier call left: the first bytes of a model.
        string part = _folder.At($"fetched.{BlobDigest.Hex(bundle.Digest)[..12]}.part");
        Directory.CreateDirectory(part);
        File.WriteAllBytes(Path.Combine(part, "scene-int8.onnx.part"), SampleBundle.Second[..10]);
        await remote.FetchAsync(
            PhysicalFileSystem.Instance, _folder.At("fetched"), new ExtractOptions { Models = [remote.Manifest.Models[1]] });

        Assert.Equal(SampleBundle.Second, File.ReadAllBytes(_folder.At("fetched/scene-int8.onnx")));
        Assert.False(File.Exists(_folder.At("fetched/scene.onnx")));
        Assert.Equal(bundle.Digest, BlobDigest.Of(File.ReadAllBytes(_folder.At("fetched/image-manifest.json"))));
    }

    [RegistryFact]
    public async Task ResolveAsync_OfATagThatIsNotThere_SaysSo()
    {
        using DockerRegistry registry = new();
        TransferException fault = await Assert.ThrowsAsync<TransferException>(
            () => Client(registry, "edge/none").ResolveAsync(RegistryReference.Parse($"oci://{registry.Host}/edge/none:1")));

        Assert.Equal(TransferReason.NotFound, fault.Reason);
    }

    private RegistryClient Client(DockerRegistry registry, string name, int chunkBytes = 8 << 20) => new(
        RegistryReference.Parse($"oci://{registry.Host}/{name}:any"), _transfer,
        new RegistryOptions { PlainHttp = true, ChunkBytes = chunkBytes });
}
