using System.Globalization;
using System.Text;
using DenseEdge.Contracts;
using DenseEdge.Hosting.Http;
using DenseEdge.Imaging;

namespace DenseEdge.Hosting;

/// <summary>
/// Shows pictures in a browser as motion JPEG: <c>/</c> is a page, <c>/stream</c> the pictures as they come
/// (multipart/x-mixed-replace), <c>/snapshot.jpg</c> the next one.
/// </summary>
/// <remarks>A picture is encoded once, and only while somebody watches. A slow viewer misses pictures and delays nobody; one that
/// takes nothing for 10 s is sent away. There is no password: listen on localhost, or in a network that you trust.</remarks>
/// <example>
/// <code>
/// using MjpegServer viewer = MjpegServer.Start("http://:8080");
/// viewer.Show(prediction.Overlay(TaskKind.SemanticSegmentation));
/// </code>
/// </example>
public sealed class MjpegServer : IDisposable
{
    private const string Boundary = "denseedge-picture";

    private const string Page =
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>DenseEdge</title>"
        + "<style>body{margin:0;background:#12181f;height:100vh;display:grid;place-items:center}"
        + "img{max-width:100vw;max-height:100vh;min-width:60vw;object-fit:contain}</style>"
        + "<img src=\"/stream\" alt=\"live picture\"></html>";

    private static readonly TimeSpan PictureTimeout = TimeSpan.FromSeconds(10);

    private readonly LatestPicture _latest = new();
    private readonly int _jpegQuality;
    private readonly HttpServer _server;
    private int _viewers;

    private MjpegServer(string address, int jpegQuality)
    {
        _jpegQuality = jpegQuality;
        _server = HttpServer.Start(address, AnswerAsync);
    }

    /// <summary>The page's address on this machine, with the port that was really taken.</summary>
    public Uri Address => _server.Address;

    /// <summary>How many viewers wait for pictures at the moment.</summary>
    public int ViewerCount => Volatile.Read(ref _viewers);

    /// <summary>Starts to listen.</summary>
    /// <param name="address"><c>http://:8080</c> for this machine alone, <c>http://0.0.0.0:8080</c> for every interface,
    /// <c>http://192.168.1.20:8080</c> for one; port 0 takes any that is free.</param>
    /// <param name="jpegQuality">1 to 100.</param>
    /// <exception cref="ArgumentException">The address is wrong.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The quality is out of range.</exception>
    /// <exception cref="IOException">The port is in use or may not be used.</exception>
    public static MjpegServer Start(string address, int jpegQuality = 80)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(jpegQuality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(jpegQuality, 100);
        return new MjpegServer(address, jpegQuality);
    }

    /// <summary>Shows a picture to everybody who watches. It is encoded before this returns, and never waits for a
    /// viewer.</summary>
    /// <param name="picture">The picture, of any size.</param>
    public void Show(Rgb24Image picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (ViewerCount > 0)
        {
            _latest.Set(ImageFile.Encode(".jpg", picture, _jpegQuality));
        }
    }

    /// <summary>Stops listening and sends all viewers away.</summary>
    public void Dispose() => _server.Dispose();

    private Task AnswerAsync(HttpRequest request, Stream stream, CancellationToken stop) => request.Path switch
    {
        "/" => HttpReply.WriteAsync(stream, "200 OK", "text/html; charset=utf-8", Page, stop),
        "/stream" => WatchAsync(stream, stop),
        "/snapshot.jpg" => SnapshotAsync(stream, stop),
        _ => HttpReply.WriteAsync(stream, "404 Not Found", "text/plain", "Expected /, /stream or /snapshot.jpg.\n", stop),
    };

    private async Task WatchAsync(Stream stream, CancellationToken stop)
    {
        long known = BeginWatching();
        try
        {
            await HttpReply.WriteHeadAsync(
                stream, "200 OK", $"Content-Type: multipart/x-mixed-replace; boundary={Boundary}\r\n", stop).ConfigureAwait(false);
            while (true)
            {
                (ReadOnlyMemory<byte> jpeg, known) = await _latest.AfterAsync(known, stop).ConfigureAwait(false);
                using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
                patience.CancelAfter(PictureTimeout);
                await WritePartAsync(stream, jpeg, patience.Token).ConfigureAwait(false);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _viewers);
        }
    }

    private async Task SnapshotAsync(Stream stream, CancellationToken stop)
    {
        long known = BeginWatching();
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(PictureTimeout);
        try
        {
            (ReadOnlyMemory<byte> jpeg, _) = await _latest.AfterAsync(known, patience.Token).ConfigureAwait(false);
            await HttpReply.WriteAsync(stream, "200 OK", "image/jpeg", jpeg, patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            await HttpReply.WriteAsync(stream, "503 Service Unavailable", "text/plain", "No picture came in 10 s.\n", stop)
                .ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _viewers);
        }
    }

    // Only pictures from now on: the last one may have been encoded long ago, for somebody who left.
    private long BeginWatching()
    {
        long known = _latest.Version;
        Interlocked.Increment(ref _viewers);
        return known;
    }

    private static async Task WritePartAsync(Stream stream, ReadOnlyMemory<byte> jpeg, CancellationToken cancellation)
    {
        string length = jpeg.Length.ToString(CultureInfo.InvariantCulture);
        byte[] head = Encoding.ASCII.GetBytes($"--{Boundary}\r\nContent-Type: image/jpeg\r\nContent-Length: {length}\r\n\r\n");
        await stream.WriteAsync(head, cancellation).ConfigureAwait(false);
        await stream.WriteAsync(jpeg, cancellation).ConfigureAwait(false);
        await stream.WriteAsync("\r\n"u8.ToArray(), cancellation).ConfigureAwait(false);
    }
}
