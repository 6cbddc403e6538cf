using System.Net;
using DenseEdge.FleetServer.Tests.Support;

namespace DenseEdge.FleetServer.Tests.Ddi;

public sealed class AttributeTests(NodeFixture fixture) : IClassFixture<NodeFixture>
{
    private readonly FleetNode _node = fixture.Node;

    [Theory]
    [InlineData("merge", "a=1,b=3,c=4")]
    [InlineData("replace", "b=3,c=4")]
    [InlineData("remove", "a=1")]
    [InlineData(null, "a=1,b=3,c=4")]
    public async Task Attributes_WithAMode_MeetThoseThatAreThere(string? mode, string expected)
    {
        DdiDevice device = await _node.AddDeviceAsync($"attributes-{mode ?? "none"}");
        Assert.Equal(HttpStatusCode.OK, await PutAsync(device, """{"data":{"a":"1","b":"2"}}"""));

        string word = mode is null ? "" : $"\"mode\":\"{mode}\",";
        Assert.Equal(HttpStatusCode.OK, await PutAsync(device, "{" + word + "\"data\":{\"b\":3,\"c\":\"4\"}}"));

        Fleet.Devices.Device kept = (await _node.Store.Devices.FindAsync(device.Id))!;
        Assert.Equal(
            expected,
            string.Join(',', kept.Attributes.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}")));
    }

    [Fact]
    public async Task Attributes_OnceTheyCame_AreAskedForNoMore()
    {
        DdiDevice device = await _node.AddDeviceAsync("attributes-once");
        Assert.NotNull(await device.LinkAsync("configData"));

        await PutAsync(device, """{"data":{"VIN":"JH4TB2H26CC000000"}}""");

        Assert.Null(await device.LinkAsync("configData"));
    }

    [Theory]
    [InlineData("""{"id":"51659181"}""")]
    [InlineData("""{"mode":"KJHGKJHG","data":{"a":"1"}}""")]
    [InlineData("""{"data":{"a":{"b":"c"}}}""")]
    [InlineData("""{"data":[1]}""")]
    [InlineData("no json")]
    public async Task Attributes_ThatAreNone_Are400(string body)
    {
        DdiDevice device = await _node.AddDeviceAsync($"attributes-{Guid.NewGuid():N}");

        Assert.Equal(HttpStatusCode.BadRequest, await PutAsync(device, body));
    }

    [Fact]
    public async Task Attributes_InAnotherMediaType_Are415()
    {
        DdiDevice device = await _node.AddDeviceAsync("attributes-type");
        using HttpRequestMessage request = new(HttpMethod.Put, device.Path + "/configData")
        {
            Content = new StringContent("<data/>", new System.Net.Http.Headers.MediaTypeHeaderValue("application/xml")),
        };
        request.Headers.TryAddWithoutValidation("Authorization", device.Authorization);

        using HttpResponseMessage answer = await _node.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    private static async Task<HttpStatusCode> PutAsync(DdiDevice device, string body)
    {
        using HttpResponseMessage answer = await device.SendAsync(HttpMethod.Put, device.Path + "/configData", body);
        return answer.StatusCode;
    }
}
