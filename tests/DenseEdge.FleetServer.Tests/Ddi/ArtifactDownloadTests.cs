using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using DenseEdge.FleetApi;
using DenseEdge.FleetServer.Tests.Support;

namespace DenseEdge.FleetServer.Tests.Ddi;

public sealed class ArtifactDownloadTests : IAsyncLifetime
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 1_000).Select(place => (byte)(place % 251))];

    private FleetNode _node = null!;
    private DdiDevice _device = null!;
    private string _path = "";

    public async Task InitializeAsync()
    {
        _node = await FleetNode.StartAsync();
        _device = await _node.AddDeviceAsync("loader");
        ActionView action = await _node.AssignNewAsync(_device, "1.0.0", Content);
        long module = (await _node.Store.Models.FindAsync(action.Model, action.Version))!.Id;
        _path = $"{_device.Path}/softwaremodules/{module}/artifacts";
    }

    public async Task DisposeAsync() => await _node.DisposeAsync();

    [Fact]
    public async Task Download_OfTheWholeFile_HasItsDigestAsTag()
    {
        using HttpResponseMessage answer = await LoadAsync(_ => { });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(Content, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal($"\"{Convert.ToHexStringLower(SHA256.HashData(Content))}\"", answer.Headers.ETag!.Tag);
        Assert.Equal("bytes", Assert.Single(answer.Headers.AcceptRanges));
    }

    [Theory]
    [InlineData(10L, 19L)]
    [InlineData(990L, null)]
    [InlineData(null, 5L)]
    public async Task Download_OfARange_IsThatPart(long? from, long? to)
    {
        using HttpResponseMessage answer = await LoadAsync(headers => headers.Range = new RangeHeaderValue(from, to));

        int begin = (int)(from ?? Content.Length - to!.Value);
        int end = (int)(from is null ? Content.Length - 1 : to ?? Content.Length - 1);
        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal(Content[begin..(end + 1)], await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(new ContentRangeHeaderValue(begin, end, Content.Length), answer.Content.Headers.ContentRange);
    }

    [Fact]
    public async Task Download_OfARangeBehindTheEnd_Is416()
    {
        using HttpResponseMessage answer = await LoadAsync(headers => headers.Range = new RangeHeaderValue(1_000, null));

        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, answer.StatusCode);
    }

    [Theory]
    [InlineData(true, HttpStatusCode.PartialContent, 10)]
    [InlineData(false, HttpStatusCode.OK, 1_000)]
    public async Task Download_OfARangeOfWhatWasBegun_IsWholeIfTheFileIsAnother(
        bool isSame, HttpStatusCode status, int length)
    {
        string tag = isSame ? $"\"{Convert.ToHexStringLower(SHA256.HashData(Content))}\"" : "\"another\"";
        using HttpResponseMessage answer = await LoadAsync(headers =>
        {
            headers.Range = new RangeHeaderValue(0, 9);
            headers.IfRange = new RangeConditionHeaderValue(tag);
        });

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(length, (await answer.Content.ReadAsByteArrayAsync()).Length);
    }

    [Fact]
    public async Task Download_OfWhatTheClientHas_Is304AndOfWhatItExpectsOtherwise412()
    {
        string tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Content))}\"";

        using HttpResponseMessage same = await LoadAsync(headers => headers.TryAddWithoutValidation("If-None-Match", tag));
        using HttpResponseMessage other = await LoadAsync(headers => headers.TryAddWithoutValidation("If-Match", "\"x\""));

        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, other.StatusCode);
    }

    [Fact]
    public async Task Download_OfTheHeadersOnly_SaysTheLength()
    {
        using HttpResponseMessage answer = await _device.SendAsync(HttpMethod.Head, _path + "/model.bin");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(1_000, answer.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task Download_OfTheChecksum_IsAsMd5sumWritesIt()
    {
        using HttpResponseMessage answer = await _device.SendAsync(HttpMethod.Get, _path + "/model.bin.MD5SUM");

#pragma warning disable CA5351 // What DDI's clients compare.
        Assert.Equal($"{Convert.ToHexStringLower(MD5.HashData(Content))}  model.bin", await answer.Content.ReadAsStringAsync());
#pragma warning restore CA5351
    }

    [Fact]
    public async Task List_OfTheFiles_HasThreeDigestsAndLinks()
    {
        System.Text.Json.JsonElement file = Assert.Single((await _device.GetAsync(_path)).EnumerateArray());

        Assert.Equal("model.bin", file.GetProperty("filename").GetString());
        System.Text.Json.JsonElement hashes = file.GetProperty("hashes");
        Assert.Equal(
            (40, 32, 64),
            (hashes.GetProperty("sha1").GetString()!.Length, hashes.GetProperty("md5").GetString()!.Length,
                hashes.GetProperty("sha256").GetString()!.Length));
        Assert.Equal(
            new Uri(_node.Address, _path + "/model.bin").ToString(),
            file.GetProperty("_links").GetProperty("download-http").GetProperty("href").GetString());
    }

    [Theory]
    [InlineData("/other.bin")]
    [InlineData("/..%2F..%2Ffleet.db")]
    [InlineData("/%2e%2e%2ffleet.db")]
    [InlineData("/model.bin%00")]
    [InlineData("/.MD5SUM")]
    public async Task Download_OfAnotherName_Is404Or400(string name)
    {
        using HttpResponseMessage answer = await _device.SendAsync(HttpMethod.Get, _path + name);

        Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{answer.StatusCode}");
    }

    private async Task<HttpResponseMessage> LoadAsync(Action<HttpRequestHeaders> change)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, _path + "/model.bin");
        request.Headers.TryAddWithoutValidation("Authorization", _device.Authorization);
        change(request.Headers);
        return await _node.Http.SendAsync(request);
    }
}
