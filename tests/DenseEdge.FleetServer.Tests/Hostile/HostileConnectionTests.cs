using System.Net;
using System.Text;
using DenseEdge.FleetServer.Tests.Support;

namespace DenseEdge.FleetServer.Tests.Hostile;

/// <summary>Requests that are meant to cost the server more than the client.</summary>
public sealed class HostileConnectionTests(NodeFixture fixture) : IClassFixture<NodeFixture>
{
    private readonly FleetNode _node = fixture.Node;

    [Fact]
    public async Task Body_OverTheBound_Is413()
    {
        DdiDevice device = await _node.AddDeviceAsync("large");
        string body = $$$"""{"data":{"a":"{{{new string('x', 300 << 10)}}}"}}""";

        using HttpResponseMessage answer = await device.SendAsync(HttpMethod.Put, device.Path + "/configData", body);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Body_OverTheBoundInPieces_Is413()
    {
        DdiDevice device = await _node.AddDeviceAsync("chunked");
        using RawConnection connection = await RawConnection.OpenAsync(_node.Address);
        await connection.WriteAsync(
            $"PUT {device.Path}/configData HTTP/1.1\r\nHost: x\r\nAuthorization: {device.Authorization}\r\n"
            + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
        string piece = "10000\r\n" + new string(' ', 0x10000) + "\r\n";
        for (int sent = 0; sent < 5; sent++)
        {
            await connection.WriteAsync(piece);
        }

        Assert.Equal("HTTP/1.1 413 Payload Too Large", await connection.ReadStatusAsync());
    }

    [Fact]
    public async Task Body_ThatDrips_IsCutOff()
    {
        DdiDevice device = await _node.AddDeviceAsync("slow");
        using RawConnection connection = await RawConnection.OpenAsync(_node.Address);
        await connection.WriteAsync(
            $"PUT {device.Path}/configData HTTP/1.1\r\nHost: x\r\nAuthorization: {device.Authorization}\r\n"
            + "Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n{");

        // Nothing more comes: the server must not wait for the rest.
        Assert.Equal("HTTP/1.1 408 Request Timeout", await connection.ReadStatusAsync());
    }

    [Fact]
    public async Task Body_OfAStranger_IsRefusedBeforeItComes()
    {
        using RawConnection connection = await RawConnection.OpenAsync(_node.Address);
        await connection.WriteAsync(
            "POST /api/v1/models?file=a.bundle HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n");

        Assert.Equal("HTTP/1.1 401 Unauthorized", await connection.ReadStatusAsync());
    }

    [Fact]
    public async Task Headers_InAFlood_Are431()
    {
        using RawConnection connection = await RawConnection.OpenAsync(_node.Address);
        StringBuilder request = new("GET /health/live HTTP/1.1\r\nHost: x\r\n");
        for (int header = 0; header < 200; header++)
        {
            request.Append("X-").Append(header).Append(": 1\r\n");
        }

        await connection.WriteAsync(request.Append("\r\n").ToString());

        Assert.Equal("HTTP/1.1 431 Request Header Fields Too Large", await connection.ReadStatusAsync());
    }

    [Fact]
    public async Task Header_OfGreatLength_Is431()
    {
        using RawConnection connection = await RawConnection.OpenAsync(_node.Address);
        await connection.WriteAsync($"GET /health/live HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {new string('a', 20_000)}\r\n\r\n");

        Assert.Equal("HTTP/1.1 431 Request Header Fields Too Large", await connection.ReadStatusAsync());
    }

    [Fact]
    public async Task Path_OfGreatLength_Is414()
    {
        using RawConnection connection = await RawConnection.OpenAsync(_node.Address);
        await connection.WriteAsync($"GET /{new string('a', 10_000)} HTTP/1.1\r\nHost: x\r\n\r\n");

        Assert.Equal("HTTP/1.1 414 URI Too Long", await connection.ReadStatusAsync());
    }

    [Theory]
    [InlineData("GET /health/live HTTP/1.1\r\n\r\n")]
    [InlineData("GET /health/live HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")]
    [InlineData("POST /default/controller/v1/x/configData HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello")]
    [InlineData("rubbish\r\n\r\n")]
    public async Task Request_ThatIsNone_Is400(string request)
    {
        using RawConnection connection = await RawConnection.OpenAsync(_node.Address);
        await connection.WriteAsync(request);

        Assert.Equal("HTTP/1.1 400 Bad Request", await connection.ReadStatusAsync());
    }

    [Fact]
    public async Task Json_ThatIsNestedWithoutEnd_Is400()
    {
        DdiDevice device = await _node.AddDeviceAsync("nested");
        string body = string.Concat(Enumerable.Repeat("{\"a\":", 1_000)) + "1" + new string('}', 1_000);

        using HttpResponseMessage answer = await device.SendAsync(HttpMethod.Put, device.Path + "/configData", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Json_WithAMemberThatNobodyKnows_Is400AndNamesIt()
    {
        using HttpResponseMessage answer = await _node.SendAsync(
            HttpMethod.Post, "/api/v1/rollouts", $"Bearer {_node.Operator}",
            """{"model":"a","version":"1","groups":[{"percent":100}],"sucess_percent":10}""");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("sucess_percent", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
