using DenseEdge.Bundles.Registries;
using DenseEdge.FleetServer.Artifacts;
using DenseEdge.FleetServer.Tests.Support;

namespace DenseEdge.FleetServer.Tests.Artifacts;

public sealed class RegistryArtifactStoreTests : IDisposable
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 20_000_000).Select(place => (byte)(place % 253))];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("denseedge-nodes-");

    public void Dispose() => _folder.Delete(recursive: true);

    [DockerRegistryFact]
    public async Task Registry_BetweenTwoNodes_GivesTheSecondWhatTheFirstKept()
    {
        using DockerRegistry registry = new();
        using RegistryArtifactStore first = Node(registry, "first");
        using RegistryArtifactStore second = Node(registry, "second");
        using MemoryStream body = new(Content);
        using ReceivedFile received = await first.ReceiveAsync(body, Content.Length, CancellationToken.None);
        await first.KeepAsync(received, CancellationToken.None);

        // Several devices at once: the node fetches the file once.
        Stream?[] streams = await Task.WhenAll(Enumerable.Range(0, 4).Select(
            _ => second.OpenAsync(received.Content.Sha256, Content.Length, CancellationToken.None)));

        foreach (Stream? stream in streams)
        {
            await using (stream)
            {
                stream!.Position = 19_999_990;
                byte[] end = new byte[10];
                await stream.ReadExactlyAsync(end);
                Assert.Equal(Content[^10..], end);
            }
        }
    }

    [DockerRegistryFact]
    public async Task Registry_WithoutTheFile_SaysSo()
    {
        using DockerRegistry registry = new();
        using RegistryArtifactStore node = Node(registry, "node");

        Assert.Null(await node.OpenAsync(new string('a', 64), 5, CancellationToken.None));
    }

    private RegistryArtifactStore Node(DockerRegistry registry, string name) => new(
        $"oci://{registry.Host}/fleet/models", new RegistryOptions { PlainHttp = true }, Path.Combine(_folder.FullName, name),
        TimeProvider.System);
}
