using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using DenseEdge.FleetServer.Tests.Support;

namespace DenseEdge.FleetServer.Tests.Page;

public sealed partial class PageFilesTests(NodeFixture fixture) : IClassFixture<NodeFixture>
{
    [Fact]
    public async Task Page_WithoutAToken_IsThereUnderAStrictPolicy()
    {
        using HttpResponseMessage answer = await fixture.Node.SendAsync(HttpMethod.Get, "/");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        string policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
    }

    [Fact]
    public async Task File_ThatTheBrowserHas_IsNotSentAgain()
    {
        using HttpResponseMessage first = await fixture.Node.SendAsync(HttpMethod.Get, "/js/app.js");
        using HttpRequestMessage again = new(HttpMethod.Get, "/js/app.js");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using HttpResponseMessage second = await fixture.Node.Http.SendAsync(again);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("/../fleet.db")]
    [InlineData("/js/%2e%2e/%2e%2e/fleet.db")]
    [InlineData("/fleet.json")]
    [InlineData("/js/")]
    public async Task Path_ThatIsNoFileOfThePage_IsNotFound(string path)
    {
        using HttpResponseMessage answer = await fixture.Node.SendAsync(HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public void Files_OfThePage_NameOnlyEachOther()
    {
        foreach ((string path, PageFile file) in PageFiles.All)
        {
            string text = Encoding.UTF8.GetString(file.Content.Span);
            Assert.All(Addresses().Matches(text), match => Assert.Equal("http://www.w3.org/2000/svg", match.Value));
            foreach (string import in Imports().Matches(text).Select(match => match.Groups["path"].Value))
            {
                string named = new Uri(new Uri($"http://page/{path}"), import).AbsolutePath[1..];
                Assert.True(PageFiles.All.ContainsKey(named), $"{path} names {import}, which isn't there.");
            }
        }
    }

    [Fact]
    public void Modules_OfThePage_NeverMakeMarkupOfText()
        => Assert.All(
            PageFiles.All.Where(file => file.Key.EndsWith(".js", StringComparison.Ordinal)),
            file => Assert.DoesNotMatch(
                @"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\b", Encoding.UTF8.GetString(file.Value.Content.Span)));

    [GeneratedRegex(@"https?://[^\s""'`)]+")]
    private static partial Regex Addresses();

    [GeneratedRegex(@"(?:from |(?:src|href)=)""(?<path>[^""#]+)""")]
    private static partial Regex Imports();
}
