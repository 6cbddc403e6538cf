using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using DenseEdge.Transfer.Tests.Support;

namespace DenseEdge.Transfer.Tests;

public sealed class GetTests
{
    private static TransferOptions Quick => new()
    {
        Attempts = 3,
        BackOffBase = TimeSpan.FromMilliseconds(1),
        BackOffLimit = TimeSpan.FromMilliseconds(4),
    };

    [Theory]
    [InlineData(404)]
    [InlineData(410)]
    public async Task Get_OfWhatIsNotThere_SaysSoAfterOneRequest(int status)
    {
        using HostileServer server = new(request => request.HeadAsync($"HTTP/1.1 {status} Gone\nContent-Length: 0"));
        using HttpTransfer transfer = new(Quick);

        TransferException failure = await Assert.ThrowsAsync<TransferException>(() => transfer.GetAsync(server.Address, 100));

        Assert.Equal(TransferReason.NotFound, failure.Reason);
        Assert.Equal((HttpStatusCode)status, failure.Status);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Get_OfAServerThatIsBusyTwice_AsksThreeTimes()
    {
        int asked = 0;
        using HostileServer server = new(async request =>
        {
            if (++asked < 3)
            {
                await request.HeadAsync("HTTP/1.1 503 Busy\nContent-Length: 0");
                return;
            }

            await request.HeadAsync("HTTP/1.1 200 OK\nContent-Length: 2");
            await request.BodyAsync("ok"u8.ToArray());
        });
        using HttpTransfer transfer = new(Quick);

        byte[] bytes = await transfer.GetAsync(server.Address, 100);

        Assert.Equal("ok", Encoding.ASCII.GetString(bytes));
    }

    [Fact]
    public async Task Get_OfAServerThatStaysBusy_EndsWithTheAttempts()
    {
        using HostileServer server = new(request => request.HeadAsync("HTTP/1.1 503 Busy\nContent-Length: 0"));
        using HttpTransfer transfer = new(Quick);

        TransferException failure = await Assert.ThrowsAsync<TransferException>(() => transfer.GetAsync(server.Address, 100));

        Assert.Equal(TransferReason.Refused, failure.Reason);
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData("Content-Length: 101\n")]
    [InlineData("")]
    public async Task Get_OfMoreThanMayCome_IsTooLong(string header)
    {
        using HostileServer server = new(async request =>
        {
            await request.HeadAsync($"HTTP/1.1 200 OK\n{header}Server: x");
            while (true)
            {
                await request.BodyAsync(new byte[1000]);
            }
        });
        using HttpTransfer transfer = new(Quick);

        TransferException failure = await Assert.ThrowsAsync<TransferException>(() => transfer.GetAsync(server.Address, 100));

        Assert.Equal(TransferReason.TooLong, failure.Reason);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Get_OfNobody_IsUnreachable()
    {
        int port;
        using (HostileServer server = new(_ => Task.CompletedTask))
        {
            port = server.Port;
        }

        using HttpTransfer transfer = new(Quick);

        TransferException failure = await Assert.ThrowsAsync<TransferException>(
            () => transfer.GetAsync(new Uri($"http://127.0.0.1:{port}/"), 100));

        Assert.Equal(TransferReason.Unreachable, failure.Reason);
    }

    [Fact]
    public async Task Get_OfSilence_EndsWithTheAnswerTimeout()
    {
        using HostileServer server = new(request => Task.Delay(Timeout.Infinite, request.Stop));
        using HttpTransfer transfer = new(Quick with { Attempts = 1, AnswerTimeout = TimeSpan.FromMilliseconds(100) });

        TransferException failure = await Assert.ThrowsAsync<TransferException>(() => transfer.GetAsync(server.Address, 100));

        Assert.Equal(TransferReason.Unreachable, failure.Reason);
        Assert.Contains("0.1 s", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_WithHeaders_SendsThem()
    {
        using HostileServer server = new(request => request.HeadAsync("HTTP/1.1 200 OK\nContent-Length: 0"));
        using HttpTransfer transfer = new(Quick);

        await transfer.GetAsync(server.Address, 100, new Dictionary<string, string> { ["Authorization"] = "Bearer abc" });

        Assert.Contains("Authorization: Bearer abc", server.Requests.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_ThroughAProxy_AsksTheProxyAndTellsItWho()
    {
        using HostileServer proxy = new(async request =>
        {
            bool knows = request.Head.Contains("Proxy-Authorization: Basic dXNlcjpwQHNz", StringComparison.Ordinal);
            await request.HeadAsync(knows
                ? "HTTP/1.1 200 OK\nContent-Length: 0"
                : "HTTP/1.1 407 Who\nProxy-Authenticate: Basic realm=\"x\"\nContent-Length: 0\nConnection: close");
        });
        using HttpTransfer transfer = new(Quick with { Proxy = new Uri($"http://user:p%40ss@localhost:{proxy.Port}") });

        await transfer.GetAsync(new Uri("http://models.example/index.json"), 100);

        Assert.StartsWith("GET http://models.example/index.json ", proxy.Requests.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_OverTls_ShowsTheClientsCertificateAndChecksTheServers()
    {
        using X509Certificate2 serverCertificate = Certificates.SelfSigned("localhost");
        using X509Certificate2 device = Certificates.SelfSigned("device-17");
        string? seen = null;
        using HostileServer server = new(
            request =>
            {
                seen = request.ClientName;
                return request.HeadAsync("HTTP/1.1 200 OK\nContent-Length: 0");
            },
            serverCertificate);
        TransferOptions options = Quick with { Attempts = 1, ClientCertificate = device };

        using (HttpTransfer trusting = new(options with { TrustedAuthorities = [serverCertificate] }))
        {
            await trusting.GetAsync(server.Address, 100);
        }

        Assert.Equal("CN=device-17", seen);
        using HttpTransfer stranger = new(options);
        TransferException failure = await Assert.ThrowsAsync<TransferException>(() => stranger.GetAsync(server.Address, 100));
        Assert.Equal(TransferReason.Unreachable, failure.Reason);
    }

    [Fact]
    public void Options_WithSeveralFaults_NameThemAll()
    {
        ArgumentException failure = Assert.Throws<ArgumentException>(
            () => new HttpTransfer(new TransferOptions { Attempts = 0, RateWindow = TimeSpan.Zero }));

        Assert.Contains("Attempts at least 1, found 0", failure.Message, StringComparison.Ordinal);
        Assert.Contains("RateWindow above 0", failure.Message, StringComparison.Ordinal);
    }
}
