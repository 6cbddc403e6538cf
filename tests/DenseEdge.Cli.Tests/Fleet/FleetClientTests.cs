using System.Net;
using DenseEdge.FleetApi;

namespace DenseEdge.Cli.Tests.Fleet;

public sealed class FleetClientTests
{
    private const string DeviceJson =
        """{"id":"a/b","state":"in_sync","health":"good","poll_seconds":60,"latency_p95_ms":24.5,"from_a_newer_server":[1]}""";

    [Fact]
    public async Task Device_WithASlashInItsId_IsOneSegmentOfThePath()
    {
        PreparedServer server = new PreparedServer().With(HttpStatusCode.OK, DeviceJson);
        using FleetClient client = server.Client();

        DeviceDetail device = await client.GetDeviceAsync("a/b", CancellationToken.None);

        Assert.Equal(["GET /under/a/path/api/v1/devices/a%2Fb"], server.Asked);
        Assert.Equal((60, 24.5), (device.PollSeconds, device.LatencyP95Ms));
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    public async Task Device_WhoseIdWalksUpThePath_IsNeverAskedFor(string id)
    {
        PreparedServer server = new();
        using FleetClient client = server.Client();

        await Assert.ThrowsAsync<ArgumentException>(() => client.DeleteDeviceAsync(id, CancellationToken.None));
        Assert.Empty(server.Asked);
    }

    [Fact]
    public async Task Refusal_WithAProblem_HasTheServersWordsAndPosition()
    {
        PreparedServer server = new PreparedServer().With(
            HttpStatusCode.BadRequest,
            """{"status":400,"title":"Bad filter","detail":"Expected a value after '=', found the end.","position":7}""",
            "application/problem+json");
        using FleetClient client = server.Client();

        FleetException fault = await Assert.ThrowsAsync<FleetException>(
            () => client.ListDevicesAsync(new DeviceQuery { Filter = "board=", Limit = 5 }, CancellationToken.None));

        Assert.Equal("Expected a value after '=', found the end.", fault.Message);
        Assert.Equal((HttpStatusCode.BadRequest, 7), (fault.Status, fault.Problem?.Position));
        Assert.Equal(["GET /under/a/path/api/v1/devices?filter=board%3D&limit=5"], server.Asked);
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, "denseedge fleet login URL")]
    [InlineData(HttpStatusCode.Forbidden, "operator or admin")]
    [InlineData(HttpStatusCode.BadGateway, "found HTTP 502")]
    public async Task Refusal_WithoutAProblem_SaysWhatToDo(HttpStatusCode status, string words)
    {
        using FleetClient client = new PreparedServer().With(status, "<html>proxy</html>", "text/html").Client();

        FleetException fault = await Assert.ThrowsAsync<FleetException>(() => client.GetServerAsync(CancellationToken.None));
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_ThatIsAnotherServers_IsOneClearError()
    {
        using FleetClient client = new PreparedServer().With(HttpStatusCode.OK, "{\"hello\":1}").Client();

        FleetException fault = await Assert.ThrowsAsync<FleetException>(() => client.GetServerAsync(CancellationToken.None));
        Assert.Contains("Check that the address is that of a fleet server", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_ThatIsAway_IsOneClearError()
    {
        using FleetClient client = new PreparedServer().WithFault().Client();

        FleetException fault = await Assert.ThrowsAsync<FleetException>(() => client.GetServerAsync(CancellationToken.None));
        Assert.Contains("Expected a fleet server at http://fleet.test/under/a/path/, found none", fault.Message, StringComparison.Ordinal);
        Assert.Null(fault.Status);
    }

    [Fact]
    public async Task Devices_OfTwoParts_AreReadWithTheCursorOfTheFirst()
    {
        PreparedServer server = new PreparedServer()
            .With(HttpStatusCode.OK, """{"items":[{"id":"one","state":"unknown","health":"unknown"}],"next":"c=1"}""")
            .With(HttpStatusCode.OK, """{"items":[{"id":"two","state":"error","health":"bad"}],"total":2}""");
        using FleetClient client = server.Client();

        List<string> ids = [];
        await foreach (DeviceView device in client.ListAllDevicesAsync(new DeviceQuery(), CancellationToken.None))
        {
            ids.Add(device.Id);
        }

        Assert.Equal(["one", "two"], ids);
        Assert.Equal("GET /under/a/path/api/v1/devices?cursor=c%3D1", server.Asked[1]);
    }

    [Fact]
    public async Task Upload_OfAFile_TellsItsProgressAndSendsEveryByte()
    {
        PreparedServer server = new PreparedServer().With(
            HttpStatusCode.Created, """{"id":4,"model":"scene","version":"1.4","digest":"sha256:ab","kind":"file"}""");
        using FleetClient client = server.Client();
        using MemoryStream content = new("content of a model"u8.ToArray());
        List<long> sent = [];

        ModelView model = await client.UploadModelAsync(
            new ModelUpload { File = "a b.swu", Model = "scene", Version = "1.4" }, content, new Collector(sent),
            CancellationToken.None);

        Assert.Equal(["content of a model"], server.Bodies);
        Assert.Equal([18L], sent);
        Assert.Equal(4, model.Id);
        Assert.Equal(["POST /under/a/path/api/v1/models?model=scene&version=1.4&file=a%20b.swu"], server.Asked);
    }

    [Fact]
    public async Task Rollout_Made_IsSentWithNamesOfTheApi()
    {
        PreparedServer server = new PreparedServer().With(HttpStatusCode.Created, RolloutAnswers.Json("running", 0));
        using FleetClient client = server.Client();

        await client.CreateRolloutAsync(
            new NewRollout
            {
                Model = "scene",
                Version = "1.4",
                Groups = [new NewGroup { Name = "canary", Count = 3 }, new NewGroup { Percent = 100 }],
                SoakSeconds = 1800,
                Start = true,
            },
            CancellationToken.None);

        Assert.Equal(
            """{"model":"scene","version":"1.4","filter":"","groups":[{"name":"canary","count":3},{"percent":100}]"""
            + ""","success_percent":95,"error_percent":5,"minimum_count":1,"soak_seconds":1800,"attempts":1"""
            + ""","forced":false,"confirmation":false,"start":true}""",
            Assert.Single(server.Bodies));
    }

    [Fact]
    public async Task Events_OfOtherNamesAndComments_AreLeftOut()
    {
        PreparedServer server = new()
        {
            Events = ": hello\n\nevent: change\ndata: {\"kind\":\"device\",\"id\":\"dev-1\",\"revision\":7}\n\n"
                + "event: tomorrow\ndata: what?\n\nevent: change\ndata: {\"kind\":\"rollout\",\"revision\":9}\n\n",
        };
        using FleetClient client = server.Client();

        List<ChangeEvent> changes = [];
        await foreach (ChangeEvent change in client.ReadEventsAsync(CancellationToken.None))
        {
            changes.Add(change);
        }

        Assert.Equal(
            [new ChangeEvent { Kind = "device", Id = "dev-1", Revision = 7 }, new ChangeEvent { Kind = "rollout", Revision = 9 }],
            changes);
    }

    private sealed class Collector(List<long> values) : IProgress<long>
    {
        public void Report(long value) => values.Add(value);
    }
}
