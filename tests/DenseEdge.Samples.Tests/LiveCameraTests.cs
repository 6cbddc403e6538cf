using System.Globalization;
using System.Text.RegularExpressions;
using DenseEdge.Imaging;

namespace DenseEdge.Samples.Tests;

public sealed partial class LiveCameraTests : IDisposable
{
    private readonly SampleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task LiveCamera_IntoAFile_WritesEveryFrame()
    {
        (int code, string output, string errors) = await SampleProgram.RunAsync(
            "LiveCamera", _folder.Path, _folder.Model, "test://?frames=5&fps=0&width=64&height=48",
            "--output", "film.avi", "--task", "depth");

        Assert.Equal(0, code);
        Assert.Contains("5 frames shown; 5 captured, 0 dropped", output, StringComparison.Ordinal);
        using VideoFile film = VideoFile.Open(_folder.File("film.avi"));
        Assert.Equal(5, film.Count());
        Assert.DoesNotContain("rror", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LiveCamera_OverHttp_SendsABrowserPictureAfterPicture()
    {
        using SampleProgram sample = SampleProgram.Start(
            "LiveCamera", _folder.Path, [_folder.Model, "test://?fps=30&width=64&height=48", "--output", "http://:0", "--task", "semseg"]);
        await sample.WaitForAsync("in a browser");
        Uri address = new(Address().Match(sample.Output).Value);
        Assert.True(address.IsLoopback);

        using HttpClient browser = new() { BaseAddress = address };
        Assert.Contains("<img src=\"/stream\"", await browser.GetStringAsync(new Uri("/", UriKind.Relative)), StringComparison.Ordinal);
        byte[] jpeg = await browser.GetByteArrayAsync(new Uri("/snapshot.jpg", UriKind.Relative));
        Assert.Equal(64, ImageFile.Decode(jpeg, "snapshot").Width);      // the camera's size

        using HttpResponseMessage stream = await browser.GetAsync(
            new Uri("/stream", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("multipart/x-mixed-replace", stream.Content.Headers.ContentType!.MediaType);
        using StreamReader parts = new(await stream.Content.ReadAsStreamAsync(), System.Text.Encoding.Latin1);
        for (int i = 0; i < 3; i++)
        {
            Assert.StartsWith("--", await parts.ReadLineAsync(), StringComparison.Ordinal);
            Assert.Equal("Content-Type: image/jpeg", await parts.ReadLineAsync());
            string length = (await parts.ReadLineAsync())!["Content-Length: ".Length..];
            Assert.Equal("", await parts.ReadLineAsync());
            char[] picture = new char[int.Parse(length, CultureInfo.InvariantCulture)];
            await parts.ReadBlockAsync(picture);
            Assert.Equal("\u00ff\u00d8", new string(picture, 0, 2));      // a JPEG's start marker
            Assert.Equal("", await parts.ReadLineAsync());
        }
    }

    [Fact]
    public async Task LiveCamera_WindowWithoutAScreen_SaysWhatToDo()
    {
        using SampleProgram sample = SampleProgram.Start(
            "LiveCamera", _folder.Path, [_folder.Model, "test://?frames=2", "--output", "window"], ("DISPLAY", ""), ("WAYLAND_DISPLAY", ""));

        Assert.Equal(1, await sample.EndAsync());
        Assert.StartsWith("LiveCamera: A window needs a screen", sample.Errors, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex Address();
}
