using System.Net;
using System.Net.Sockets;
using System.Text;
using DenseEdge.Contracts;
using DenseEdge.Imaging;

namespace DenseEdge.Hosting.Tests;

public sealed class MjpegServerTests
{
    [Fact]
    public void Start_WithoutAHost_ListensOnThisMachineAlone()
    {
        using MjpegServer server = MjpegServer.Start("http://:0");

        Assert.Equal("127.0.0.1", server.Address.Host);
        Assert.True(server.Address.Port > 0);
    }

    [Theory]
    [InlineData("8080")]
    [InlineData("http://8080")]
    [InlineData("https://:8080")]
    [InlineData("http://:99999")]
    [InlineData("http://camera.example:80")]
    public void Start_WrongAddress_SaysWhatIsExpected(string address)
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => MjpegServer.Start(address));

        Assert.Contains("http://:8080", e.Message, StringComparison.Ordinal);
        Assert.Contains($"'{address}'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_PortInUse_IsAnIoError()
    {
        using MjpegServer first = MjpegServer.Start("http://:0");

        IOException e = Assert.Throws<IOException>(() => MjpegServer.Start($"http://:{first.Address.Port}"));

        Assert.Contains("another port", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Show_WithoutViewers_EncodesNothing()
    {
        using MjpegServer server = MjpegServer.Start("http://:0");
        Rgb24Image picture = Picture(10);
        server.Show(picture);
        long before = GC.GetAllocatedBytesForCurrentThread();

        server.Show(picture);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task Snapshot_WhilePicturesCome_IsAPictureFromAfterTheRequest()
    {
        using MjpegServer server = MjpegServer.Start("http://:0", jpegQuality: 100);
        server.Show(Picture(10));
        using HttpClient browser = new() { BaseAddress = server.Address };
        Task<byte[]> snapshot = browser.GetByteArrayAsync(new Uri("/snapshot.jpg?t=1", UriKind.Relative));
        await Until(() => server.ViewerCount == 1);

        server.Show(Picture(200));

        Rgb24Image seen = ImageFile.Decode(await snapshot, "snapshot");
        Assert.InRange(seen.Pixels[0], 195, 205);      // JPEG's rounding of a flat grey
        await Until(() => server.ViewerCount == 0);
    }

    [Fact]
    public async Task Show_WithAViewerThatTakesNothing_NeverWaits()
    {
        using MjpegServer server = MjpegServer.Start("http://:0");
        using Socket lazy = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await lazy.ConnectAsync(IPAddress.Loopback, server.Address.Port);
        await lazy.SendAsync("GET /stream HTTP/1.1\r\n\r\n"u8.ToArray());
        await Until(() => server.ViewerCount == 1);
        Rgb24Image noise = new(256, 256);
        new Random(5).NextBytes(noise.Pixels);

        // About 15 MB, far above what sockets hold: a server that waited would never come to the end.
        for (int i = 0; i < 200; i++)
        {
            server.Show(noise);
        }

        using HttpClient browser = new() { BaseAddress = server.Address };
        Task<byte[]> other = browser.GetByteArrayAsync(new Uri("/snapshot.jpg", UriKind.Relative));
        await Until(() => server.ViewerCount == 2);
        server.Show(noise);
        Assert.NotEmpty(await other);
    }

    [Theory]
    [InlineData("GET /secret HTTP/1.1\r\n\r\n", "404")]
    [InlineData("POST /stream HTTP/1.1\r\n\r\n", "405")]
    [InlineData("hello\r\n\r\n", "400")]
    [InlineData("GET  HTTP/1.1\r\n\r\n", "400")]
    public async Task Request_ThatIsNotServed_GetsItsStatus(string request, string status)
    {
        using MjpegServer server = MjpegServer.Start("http://:0");

        string answer = await Ask(server.Address.Port, Encoding.ASCII.GetBytes(request));

        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_WithAnEndlessHead_IsRefused()
    {
        using MjpegServer server = MjpegServer.Start("http://:0");

        string answer = await Ask(server.Address.Port, Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nX: " + new string('x', 8192 - 19)));

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dispose_WithViewers_SendsThemAway()
    {
        MjpegServer server = MjpegServer.Start("http://:0");
        using HttpClient browser = new() { BaseAddress = server.Address };
        Task<byte[]> snapshot = browser.GetByteArrayAsync(new Uri("/snapshot.jpg", UriKind.Relative));
        await Until(() => server.ViewerCount == 1);

        server.Dispose();

        await Assert.ThrowsAsync<HttpRequestException>(() => snapshot);
        await Assert.ThrowsAsync<HttpRequestException>(() => browser.GetByteArrayAsync(new Uri("/", UriKind.Relative)));
        server.Dispose();
    }

    private static Rgb24Image Picture(byte grey)
    {
        Rgb24Image picture = new(16, 16);
        picture.Pixels.Fill(grey);
        return picture;
    }

    private static async Task<string> Ask(int port, byte[] request)
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port);
        await socket.SendAsync(request);
        using StreamReader answer = new(new NetworkStream(socket));
        return await answer.ReadToEndAsync();
    }

    // A fuse of a minute, for what happens on another thread at once.
    private static async Task Until(Func<bool> holds)
    {
        using CancellationTokenSource fuse = new(TimeSpan.FromMinutes(1));
        while (!holds())
        {
            await Task.Delay(5, fuse.Token);
        }
    }
}
