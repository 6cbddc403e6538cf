using System.Net;
using System.Text.Json;
using DenseEdge.FleetServer.Tests.Support;

namespace DenseEdge.FleetServer.Tests.Ddi;

public sealed class PollTests(NodeFixture fixture) : IClassFixture<NodeFixture>
{
    private readonly FleetNode _node = fixture.Node;

    [Fact]
    public async Task Poll_OfADeviceWithNothingToDo_SaysWhenToComeAgainAndAsksForAttributes()
    {
        DdiDevice device = await _node.AddDeviceAsync("poll-1");

        JsonElement poll = await device.PollAsync();

        Assert.Equal("00:01:00", poll.GetProperty("config").GetProperty("polling").GetProperty("sleep").GetString());
        Assert.Equal(
            $"{_node.Address}default/controller/v1/poll-1/configData",
            poll.GetProperty("_links").GetProperty("configData").GetProperty("href").GetString());
        Assert.Single(poll.GetProperty("_links").EnumerateObject());
    }

    [Fact]
    public async Task Poll_WithTheTagOfTheAnswerBefore_Gets304AndAnotherOnceThereIsAnUpdate()
    {
        DdiDevice device = await _node.AddDeviceAsync("poll-2");
        using HttpResponseMessage first = await device.SendAsync(HttpMethod.Get, device.Path);

        using HttpResponseMessage again = await PollAsync(device, first.Headers.ETag!.Tag);
        await _node.AssignNewAsync(device, "1.0.0", [1, 2, 3]);
        using HttpResponseMessage changed = await PollAsync(device, first.Headers.ETag.Tag);

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(0, again.Content.Headers.ContentLength ?? 0);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.NotEqual(first.Headers.ETag.Tag, changed.Headers.ETag!.Tag);
    }

    [Theory]
    [InlineData(null, "application/hal+json")]
    [InlineData("application/json", "application/json")]
    [InlineData("application/hal+json, application/json;q=0.5", "application/hal+json")]
    [InlineData("*/*", "application/hal+json")]
    public async Task Poll_WithAWishForAMediaType_GetsIt(string? accept, string expected)
    {
        DdiDevice device = new(_node, "poll-accept", $"GatewayToken {FleetNode.Gateway}");
        using HttpRequestMessage request = new(HttpMethod.Get, device.Path);
        request.Headers.TryAddWithoutValidation("Authorization", device.Authorization);
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        using HttpResponseMessage answer = await _node.Http.SendAsync(request);

        Assert.Equal(expected, answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Poll_WithAMediaTypeThatIsNotSpoken_Is406()
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "/default/controller/v1/poll-cbor");
        request.Headers.TryAddWithoutValidation("Authorization", $"GatewayToken {FleetNode.Gateway}");
        request.Headers.TryAddWithoutValidation("Accept", "application/cbor");

        using HttpResponseMessage answer = await _node.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotAcceptable, answer.StatusCode);
    }

    [Fact]
    public async Task Poll_WithTheTenantInOtherLetters_IsTheSame()
    {
        DdiDevice device = await _node.AddDeviceAsync("poll-3");

        using HttpResponseMessage answer = await device.SendAsync(HttpMethod.Get, "/DEFAULT/controller/v1/poll-3");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Poll_OfAnUnknownDeviceWithTheGatewayToken_MakesItKnown()
    {
        DdiDevice device = new(_node, "poll-4", $"GatewayToken {FleetNode.Gateway}");

        await device.PollAsync();

        Assert.NotNull(await _node.Store.Devices.FindAsync("poll-4"));
    }

    [Fact]
    public async Task Poll_WithAnIntervalOfItsOwn_SaysThatOne()
    {
        DdiDevice device = await _node.AddDeviceAsync("poll-5");
        await _node.Store.Devices.ChangeAsync("poll-5", new Fleet.Devices.DeviceChange { PollSeconds = 3_723 });

        JsonElement poll = await device.PollAsync();

        Assert.Equal("01:02:03", poll.GetProperty("config").GetProperty("polling").GetProperty("sleep").GetString());
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Poll_WithAnotherMethod_Is405(string method)
    {
        DdiDevice device = await _node.AddDeviceAsync("poll-method-" + method);

        using HttpResponseMessage answer = await device.SendAsync(new HttpMethod(method), device.Path);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    [Fact]
    public async Task Poll_WithAForwardedHostOfNobodyTrusted_KeepsTheHostThatWasReached()
    {
        DdiDevice device = await _node.AddDeviceAsync("poll-6");
        using HttpRequestMessage request = new(HttpMethod.Get, device.Path);
        request.Headers.TryAddWithoutValidation("Authorization", device.Authorization);
        request.Headers.TryAddWithoutValidation("X-Forwarded-Host", "evil.example");
        request.Headers.TryAddWithoutValidation("X-Forwarded-Proto", "https");

        using HttpResponseMessage answer = await _node.Http.SendAsync(request);

        string body = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("evil.example", body, StringComparison.Ordinal);
        Assert.Contains(_node.Address.ToString(), body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Poll_ThroughAProxyThatIsTrusted_HasTheLinksOfTheProxy()
    {
        await using FleetNode node = await FleetNode.StartAsync(
            change: settings => settings with { TrustedProxies = ["127.0.0.0/8"] });
        DdiDevice device = await node.AddDeviceAsync("proxied");
        using HttpRequestMessage request = new(HttpMethod.Get, device.Path);
        request.Headers.TryAddWithoutValidation("Authorization", device.Authorization);
        request.Headers.TryAddWithoutValidation("X-Forwarded-Host", "fleet.example");
        request.Headers.TryAddWithoutValidation("X-Forwarded-Proto", "https");
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", "192.0.2.7");

        using HttpResponseMessage answer = await node.Http.SendAsync(request);

        Assert.Contains(
            "https://fleet.example/default/controller/v1/proxied/configData", await answer.Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Poll_OfANewDevice_IsWrittenWithItsAddressAtTheNodesEndAtTheLatest()
    {
        FleetNode node = await FleetNode.StartAsync();
        await using (node)
        {
            DdiDevice device = await node.AddDeviceAsync("seen");
            await device.PollAsync();
            await node.App.StopAsync();

            Fleet.Devices.Device kept = (await node.Store.Devices.FindAsync("seen"))!;
            Assert.Equal(("127.0.0.1", Fleet.Devices.DeviceState.Registered), (kept.Address, kept.State));
            Assert.NotNull(kept.LastPoll);
        }
    }

    private async Task<HttpResponseMessage> PollAsync(DdiDevice device, string tag)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, device.Path);
        request.Headers.TryAddWithoutValidation("Authorization", device.Authorization);
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        return await _node.Http.SendAsync(request);
    }
}
