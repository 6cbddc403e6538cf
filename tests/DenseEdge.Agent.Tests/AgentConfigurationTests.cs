using DenseEdge.Storage;

namespace DenseEdge.Agent.Tests;

public sealed class AgentConfigurationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-configuration-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_OfAnEmptyObject_HasTheDefaults() => Assert.Equal(new AgentOptions(), Read("{}"));

    [Fact]
    public void Read_OfSomeValues_KeepsTheOthers()
    {
        AgentOptions options = Read(
            """
            {
              // Every device of the line asks on its own.
              "store": "/srv/denseedge",
              "source": { "repository": "https://models.example/repo", "model": "scene" },
              "poll_minutes": 5,
              "trial": { "latency_factor": 2 },
            }
            """);

        Assert.Equal("/srv/denseedge", options.Store);
        Assert.Equal("scene", options.Source!.Model);
        Assert.Equal((5.0, 0.2, 600.0), (options.PollMinutes, options.PollJitter, options.HealthWindowSeconds));
        Assert.Equal(new TrialOptions { LatencyFactor = 2 }, options.Trial);
    }

    [Fact]
    public void Read_OfAServer_HasItsDefaults()
    {
        ServerOptions server = Read("""{ "server": { "url": "https://fleet.example", "device_id": "cam-7" } }""").Server!;

        Assert.Equal(("https://fleet.example", "default", "cam-7"), (server.Url, server.Tenant, server.DeviceId));
        Assert.Equal((null, null, null), (server.Token, server.GatewayToken, server.PollSeconds));
    }

    [Theory]
    [InlineData("{ \"pol_minutes\": 5 }", "pol_minutes")]
    [InlineData("{ \"poll_minutes\": -1 }", "poll_minutes must be above 0")]
    [InlineData("{ \"store\": \"here\" }", "store must be an absolute path")]
    [InlineData("{ \"source\": { \"repository\": \"ftp://x\", \"model\": \"scene\" } }",
        "source.repository must be an http or https address")]
    [InlineData("{ \"source\": { \"repository\": \"oci://registry.example/edge:1\", \"model\": \"scene\" } }", "without a tag")]
    [InlineData(
        "{ \"source\": { \"repository\": \"oci://registry.example/edge\", \"plain_http\": true, \"model\": \"scene\" } }",
        "source.plain_http is for a registry on this machine")]
    [InlineData("{ \"server\": { \"url\": \"fleet.example\", \"device_id\": \"cam-7\" } }",
        "server.url must be an http or https address")]
    [InlineData("{ \"server\": { \"url\": \"https://fleet.example\", \"device_id\": \"../8\" } }", "server.device_id must be")]
    [InlineData(
        "{ \"server\": { \"url\": \"https://fleet\", \"device_id\": \"a\", \"token\": \"b\", \"gateway_token\": \"c\" } }",
        "at most one of token, token_file and gateway_token")]
    [InlineData("{ \"health_window_seconds\": 1e300 }", "health_window_seconds")]
    [InlineData("{ \"trial\": { \"latency_factor\": 0.5 } }", "trial.latency_factor must be 1 to 100")]
    [InlineData("nonsense", "agent.json")]
    [InlineData("null", "found null")]
    public void Read_OfAMistake_SaysWhatAndWhere(string json, string part)
    {
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Read(json));

        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.Contains("agent.json", error.Message, StringComparison.Ordinal);
    }

    private AgentOptions Read(string json)
    {
        string path = Path.Combine(_folder, "agent.json");
        File.WriteAllText(path, json);
        return AgentConfiguration.Read(PhysicalFileSystem.Instance, path);
    }
}
