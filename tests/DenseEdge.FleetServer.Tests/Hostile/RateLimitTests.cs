using System.Net;
using DenseEdge.FleetServer.Settings;
using DenseEdge.FleetServer.Tests.Support;

namespace DenseEdge.FleetServer.Tests.Hostile;

public sealed class RateLimitTests
{
    [Fact]
    public async Task Device_ThatPollsWithoutEnd_Is429AndTheNextDeviceIsNot()
    {
        await using FleetNode node = await StartAsync(limits => limits with { PerDevice = 1, DeviceBurst = 3 });
        DdiDevice eager = await node.AddDeviceAsync("eager");
        DdiDevice calm = await node.AddDeviceAsync("calm");

        List<HttpStatusCode> answers = [];
        for (int poll = 0; poll < 30; poll++)
        {
            using HttpResponseMessage answer = await eager.SendAsync(HttpMethod.Get, eager.Path);
            answers.Add(answer.StatusCode);
        }

        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
        Assert.Equal(HttpStatusCode.OK, answers[0]);
        await calm.PollAsync();
    }

    [Fact]
    public async Task Stranger_WithADevicesName_UsesUpNothingOfTheDevices()
    {
        await using FleetNode node = await StartAsync(limits => limits with { PerDevice = 1, DeviceBurst = 3 });
        DdiDevice device = await node.AddDeviceAsync("named");
        for (int guess = 0; guess < 10; guess++)
        {
            using HttpResponseMessage refused = await node.SendAsync(HttpMethod.Get, device.Path, "TargetToken guess");
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        await device.PollAsync();
    }

    [Fact]
    public async Task Address_ThatGuessesTokens_Is429BeforeAnyIsLookedUp()
    {
        await using FleetNode node = await StartAsync(limits => limits with { RefusedPerAddress = 1, RefusedBurst = 5 });
        List<HttpStatusCode> answers = [];
        for (int guess = 0; guess < 30; guess++)
        {
            using HttpResponseMessage answer = await node.SendAsync(
                HttpMethod.Get, "/api/v1/server", $"Bearer de_{guess}");
            answers.Add(answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, answers[0]);
        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
    }

    [Fact]
    public async Task Address_ThatAsksWithoutEnd_Is429WithProblemJson()
    {
        await using FleetNode node = await StartAsync(limits => limits with { PerAddress = 1, AddressBurst = 10 });
        HttpResponseMessage? refused = null;
        for (int request = 0; request < 60 && refused is null; request++)
        {
            HttpResponseMessage answer = await node.SendAsync(HttpMethod.Get, "/health/live");
            refused = answer.StatusCode == HttpStatusCode.TooManyRequests ? answer : null;
        }

        using (refused)
        {
            Assert.Equal("application/problem+json", refused?.Content.Headers.ContentType?.MediaType);
        }
    }

    private static Task<FleetNode> StartAsync(Func<LimitSettings, LimitSettings> change)
        => FleetNode.StartAsync(change: settings => settings with { Limits = change(settings.Limits) });
}
