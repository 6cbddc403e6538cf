using System.Security.Cryptography.X509Certificates;
using DenseEdge.Agent.Serving;
using DenseEdge.Agent.Sources;
using DenseEdge.Agent.Tests.Serving;
using DenseEdge.Agent.Updating;
using DenseEdge.Bundles;
using DenseEdge.Bundles.Tests;
using DenseEdge.Transfer.Tests.Support;

namespace DenseEdge.Agent.Tests.EndToEnd;

/// <summary>Networks as companies have them: a proxy on the way out, and hosts that want a certificate of every device.</summary>
public sealed class NetworkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ScenePublisher _publisher = new();
    private readonly TestProxy _proxy = new();
    private readonly RealDevice _device;

    public NetworkTests()
    {
        _device = new RealDevice(_publisher);
        _publisher.AnnounceFile(SceneRelease.First);
    }

    public void Dispose()
    {
        _device.Dispose();
        _proxy.Dispose();
        _publisher.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Poll_ThroughAProxy_SendsEveryRequestThere()
    {
        using StaticHost host = new(_publisher.Repository);

        UpdateResult result = await _device.PollAsync(Source(host.Address));

        Assert.True(result.Outcome == UpdateOutcome.Committed, result.Message);
        _device.AssertRuns(SceneRelease.First);
        Assert.Equal(host.Requests.Count(), _proxy.Requests.Count);
        Assert.All(_proxy.Requests, line => Assert.StartsWith($"GET {host.Address}", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Poll_ThroughATunnelToAHostThatWantsACertificate_ShowsTheDevices()
    {
        using X509Certificate2 authority = Certificates.SelfSigned("localhost");
        using StaticHost host = new(_publisher.Repository, authority);
        SourceOptions source = Source(host.Address) with { Ca = Pem("ca.pem", authority), ClientCertificate = ClientPem() };

        UpdateResult result = await _device.PollAsync(source);

        Assert.True(result.Outcome == UpdateOutcome.Committed, result.Message);
        _device.AssertRuns(SceneRelease.First);
        Assert.All(host.Clients, client => Assert.Equal("CN=device-7", client));
        Assert.All(_proxy.Requests, line => Assert.StartsWith("CONNECT localhost:", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Poll_WithoutTheCertificateThatTheHostWants_BlamesTheNetwork()
    {
        using X509Certificate2 authority = Certificates.SelfSigned("localhost");
        using StaticHost host = new(_publisher.Repository, authority);

        UpdateResult result = await _device.PollAsync(Source(host.Address) with { Ca = Pem("ca.pem", authority) });

        Assert.Equal((UpdateOutcome.Failed, UpdateFailure.Network), (result.Outcome, result.Failure));
        Assert.Empty(host.Clients);
    }

    [Fact]
    public async Task Poll_OfAHostThatNobodyVouchesFor_BlamesTheNetwork()
    {
        using X509Certificate2 authority = Certificates.SelfSigned("localhost");
        using X509Certificate2 other = Certificates.SelfSigned("localhost");
        using StaticHost host = new(_publisher.Repository, authority);
        SourceOptions source = Source(host.Address) with { Ca = Pem("ca.pem", other), ClientCertificate = ClientPem() };

        UpdateResult result = await _device.PollAsync(source);

        Assert.Equal(UpdateFailure.Network, result.Failure);
        Assert.Empty(host.Clients);
    }

    [Fact]
    public async Task Poll_OfAServerThroughAProxy_SendsReportsAndDownloadsThere()
    {
        using DdiTestServer server = new();
        string path = _publisher.Bundle(SceneRelease.First);
        using Bundle bundle = Bundle.Open(path);
        server.Offer(
            "17", bundle.Manifest.Name, bundle.Manifest.Version, await File.ReadAllBytesAsync(path), bundle.Digest,
            bundle.Manifest.ReleaseCounter);
        using IUpdateServer asked = _device.Server(server.Options() with { Proxy = _proxy.Address });

        UpdateResult result = await asked.PollAsync(_device.Machine, CancellationToken.None);

        Assert.True(result.Outcome == UpdateOutcome.Committed, result.Message);
        Assert.Equal(["success"], server.Ends);
        Assert.Equal(server.Requests.Count, _proxy.Requests.Count);
    }

    [Fact]
    public void Of_AFileThatIsNoCertificate_SaysWhichAndWhatItMustBe()
    {
        string path = _folder.At("ca.pem");
        File.WriteAllText(path, "no certificate");

        InvalidDataException error = Assert.Throws<InvalidDataException>(
            () => TransferSettings.Of(Source("https://localhost/") with { Ca = path }));

        Assert.Contains($"{path}: expected a PEM file with certificates of authorities", error.Message, StringComparison.Ordinal);
    }

    private SourceOptions Source(string repository)
        => new() { Repository = repository, Model = SceneRelease.Name, Proxy = _proxy.Address };

    private string ClientPem()
    {
        using X509Certificate2 device = Certificates.SelfSigned("device-7");
        string path = Pem("device.pem", device);
        File.AppendAllText(path, "\n" + device.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        return path;
    }

    private string Pem(string name, X509Certificate2 certificate)
    {
        string path = _folder.At(name);
        File.WriteAllText(path, certificate.ExportCertificatePem());
        return path;
    }
}
