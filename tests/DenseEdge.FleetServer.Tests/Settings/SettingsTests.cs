using DenseEdge.FleetServer.Settings;

namespace DenseEdge.FleetServer.Tests.Settings;

public sealed class SettingsTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Check_OfManyFaults_NamesThemAll()
    {
        ServerSettings wrong = new()
        {
            Urls = ["ftp://x", "https://*:8443"],
            Tenant = "a/b",
            PollSeconds = 0,
            GatewayToken = "short",
            Logs = "xml",
            TrustedProxies = ["proxy"],
            Artifacts = "oci://nothing",
            Limits = new LimitSettings { PerDevice = 0 },
        };

        string message = Assert.Throws<SettingsException>(() => wrong.Validated()).Message;

        Assert.All(
            ["'ftp://x'", "certificate", "tenant", "poll_seconds", "gateway_token", "'xml'", "'proxy'", "'oci://nothing'", "limits.per_device"],
            part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("api")]
    [InlineData("Health")]
    public void Check_OfATenantThatIsAPathOfTheServer_Refuses(string tenant)
        => Assert.Throws<SettingsException>(() => new ServerSettings { Tenant = tenant }.Validated());

    [Fact]
    public void File_OfSettings_IsReadWithCommentsAndDefaults()
    {
        File.WriteAllText(_file, """{"poll_seconds": 30, /* lab */ "urls": ["http://*:80"], "limits": {"per_device": 9},}""");

        ServerSettings read = SettingsFile.Read(_file).Validated();

        Assert.Equal((30, "http://*:80", 9, 60), (read.PollSeconds, read.Urls[0], read.Limits.PerDevice, read.Limits.DeviceBurst));
    }

    [Theory]
    [InlineData("""{"pol_seconds": 30}""", "pol_seconds")]
    [InlineData("""{"poll_seconds": "often"}""", "poll_seconds")]
    [InlineData("null", "null")]
    public void File_ThatIsWrong_SaysWhere(string json, string expected)
    {
        File.WriteAllText(_file, json);

        SettingsException fault = Assert.Throws<SettingsException>(() => SettingsFile.Read(_file));

        Assert.Contains(_file, fault.Message, StringComparison.Ordinal);
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }
}
