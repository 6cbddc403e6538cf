using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using DenseEdge.FleetServer.Hosting;
using DenseEdge.FleetServer.Settings;
using DenseEdge.FleetServer.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace DenseEdge.FleetServer.Tests.Tls;

public sealed class TlsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("denseedge-tls-");
    private readonly List<string> _seen = [];

    private string Certificate => Path.Combine(_folder.FullName, "cert.pem");

    private string Key => Path.Combine(_folder.FullName, "key.pem");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Https_WithASelfMadeCertificate_AnswersPollsWithHttpsLinks()
    {
        using X509Certificate2 made = CertificateFiles.Write(Certificate, Key, "one");
        await using FleetNode node = await StartAsync();
        DdiDevice device = await node.AddDeviceAsync("secure");
        await node.AssignNewAsync(device, "1.0.0", [1]);

        JsonElement poll = await device.PollAsync();
        JsonElement offered = await device.GetAsync((await device.LinkAsync("deploymentBase"))!);

        Assert.StartsWith("https://", poll.GetProperty("_links").GetProperty("configData").GetProperty("href").GetString(), StringComparison.Ordinal);
        JsonElement links = offered.GetProperty("deployment").GetProperty("chunks")[0].GetProperty("artifacts")[0].GetProperty("_links");
        Assert.True(links.TryGetProperty("download", out _));
        Assert.False(links.TryGetProperty("download-http", out _));
        Assert.Equal(made.Thumbprint, _seen[0]);
    }

    [Fact]
    public async Task Certificate_ThatIsRenewed_IsUsedByNewConnections()
    {
        using X509Certificate2 first = CertificateFiles.Write(Certificate, Key, "one");
        await using FleetNode node = await StartAsync();
        using HttpResponseMessage before = await node.SendAsync(HttpMethod.Get, "/health/live");
        using X509Certificate2 second = CertificateFiles.Write(Certificate, Key, "two");
        File.SetLastWriteTimeUtc(Certificate, File.GetLastWriteTimeUtc(Certificate).AddMinutes(1));

        node.App.Services.GetRequiredService<CertificateReloader>().Look();
        using HttpClient another = new(Handler()) { BaseAddress = node.Address };
        using HttpResponseMessage after = await another.GetAsync(new Uri("/health/live", UriKind.Relative));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (before.StatusCode, after.StatusCode));
        Assert.Equal([first.Thumbprint, second.Thumbprint], _seen);
    }

    [Fact]
    public async Task Certificate_ThatIsHalfRenewed_StaysTheOldOne()
    {
        using X509Certificate2 first = CertificateFiles.Write(Certificate, Key, "one");
        await using FleetNode node = await StartAsync();
        string oldKey = await File.ReadAllTextAsync(Key);
        using X509Certificate2 second = CertificateFiles.Write(Certificate, Key, "two");
        await File.WriteAllTextAsync(Key, oldKey);
        File.SetLastWriteTimeUtc(Certificate, File.GetLastWriteTimeUtc(Certificate).AddMinutes(1));

        node.App.Services.GetRequiredService<CertificateReloader>().Look();
        using HttpResponseMessage after = await node.SendAsync(HttpMethod.Get, "/health/live");

        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        Assert.Equal([first.Thumbprint], _seen);
    }

    [Fact]
    public async Task Certificate_ThatIsNone_IsRefusedAtTheStart()
    {
        await File.WriteAllTextAsync(Certificate, "no certificate");
        await File.WriteAllTextAsync(Key, "no key");

        await Assert.ThrowsAsync<SettingsException>(StartAsync);
    }

    private Task<FleetNode> StartAsync() => FleetNode.StartAsync(
        change: settings => settings with { Urls = ["https://127.0.0.1:0"], Certificate = Certificate, Key = Key },
        handler: Handler());

    // The test itself compares which certificate it was.
    private bool See(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        _seen.Add(((X509Certificate2)certificate!).Thumbprint);
        return errors is SslPolicyErrors.RemoteCertificateChainErrors;
    }

    private SocketsHttpHandler Handler() => new()
    {
        SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = See,
        },
    };
}
