using DenseEdge.Bundles.Registries;
using DenseEdge.Storage;
using DenseEdge.Transfer;

namespace DenseEdge.Bundles.Tests.Registries;

/// <summary>The client against a registry that wants a token, loses pieces, or lies.</summary>
public sealed class RegistryClientTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeRegistry _registry = new();
    private readonly HttpTransfer _transfer = new();

    public void Dispose()
    {
        _transfer.Dispose();
        _registry.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task PushAsync_WhenPiecesAreLost_GoesOnWhereTheRegistryIs()
    {
        _registry.PiecesToLose = 3;
        using Bundle bundle = Bundle.Open(SampleBundle.Save(_folder));

        await Client(chunkBytes: 16).PushAsync(bundle, "1");

        Assert.Equal(SampleBundle.First, _registry.Blobs[BlobDigest.Of(SampleBundle.First)]);
        Assert.Equal(SampleBundle.Second, _registry.Blobs[BlobDigest.Of(SampleBundle.Second)]);
        Assert.Equal(bundle.ImageManifest.ToArray(), _registry.Manifests["1"]);
        Assert.Equal(3, _registry.Requests.Count(request => request == "GET /v2/scene/blobs/uploads/upload"));
    }

    [Fact]
    public async Task PushAsync_WhenEveryPieceIsLost_GivesUp()
    {
        _registry.PiecesToLose = int.MaxValue;
        using Bundle bundle = Bundle.Open(SampleBundle.Save(_folder));

        TransferException fault = await Assert.ThrowsAsync<TransferException>(
            () => Client(chunkBytes: 16).PushAsync(bundle, "1"));

        Assert.Equal(TransferReason.Refused, fault.Reason);
        Assert.Empty(_registry.Manifests);
    }

    [Fact]
    public async Task PushAsync_OfWhatIsThere_SendsTheManifestAlone()
    {
        using Bundle bundle = Bundle.Open(SampleBundle.Save(_folder));
        await Client().PushAsync(bundle, "1");
        _registry.Requests.Clear();

        await Client().PushAsync(bundle, "2");

        Assert.DoesNotContain(_registry.Requests, request => request.StartsWith("POST", StringComparison.Ordinal));
        Assert.Contains("PUT /v2/scene/manifests/2", _registry.Requests);
    }

    [Fact]
    public async Task PushAndPull_WithATokenServer_AskItOnce()
    {
        _registry.WantsToken = true;
        using Bundle bundle = Bundle.Open(SampleBundle.Save(_folder));
        RegistryClient client = Client(password: "secret");
        await client.PushAsync(bundle, "1");

        Assert.Equal(bundle.Digest, await client.ResolveAsync(Reference()));
        Assert.Equal(1, _registry.Requests.Count(request => request == "GET /token"));

        // Somebody who only reads asks for a token, too.
        Assert.Equal(bundle.Digest, await Client(password: "secret").ResolveAsync(Reference()));
    }

    [Fact]
    public async Task PushAsync_WithAWrongPassword_IsRefused()
    {
        _registry.WantsToken = true;
        using Bundle bundle = Bundle.Open(SampleBundle.Save(_folder));

        await Assert.ThrowsAsync<TransferException>(() => Client(password: "wrong").PushAsync(bundle, "1"));
        Assert.Empty(_registry.Blobs);
    }

    [Fact]
    public async Task OpenAsync_WhenTheRegistryLiesAboutADigest_RefusesIt()
    {
        using Bundle bundle = Bundle.Open(SampleBundle.Save(_folder));
        _registry.Manifests[bundle.Digest] = "{}"u8.ToArray();

        InvalidDataException fault = await Assert.ThrowsAsync<InvalidDataException>(
            () => RemoteBundle.OpenAsync(Client(), bundle.Digest, PhysicalFileSystem.Instance, _folder.At("scratch")));
        Assert.Contains(bundle.Digest, fault.Message, StringComparison.Ordinal);
    }

    private RegistryReference Reference() => RegistryReference.Parse($"oci://{_registry.Host}/scene:1");

    private RegistryClient Client(int chunkBytes = 1 << 20, string? password = null)
        => new(Reference(), _transfer, new RegistryOptions
        {
            PlainHttp = true,
            ChunkBytes = chunkBytes,
            UserName = password is null ? null : "user",
            Password = password,
        });
}
