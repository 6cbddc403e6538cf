using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DenseEdge.Hosting.Http;

/// <summary>
/// A small HTTP/1.1 server for a few readers: GET, one answer per connection. A reader that sends no request in time, or too much,
/// is sent away; the others don't notice.
/// </summary>
internal sealed class HttpServer : IDisposable
{
    private const int MaxHeadBytes = 8 * 1024;
    private const int MaxConnections = 32;

    private static readonly TimeSpan HeadTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AcceptPause = TimeSpan.FromSeconds(0.1);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _places = new(MaxConnections);
    private readonly TcpListener _listener;
    private readonly Func<HttpRequest, Stream, CancellationToken, Task> _answer;
    private readonly Task _accepting;
    private bool _disposed;

    private HttpServer(TcpListener listener, Func<HttpRequest, Stream, CancellationToken, Task> answer)
    {
        _listener = listener;
        _answer = answer;
        IPEndPoint at = (IPEndPoint)listener.LocalEndpoint;
        IPAddress shown = at.Address.Equals(IPAddress.Any) ? IPAddress.Loopback : at.Address;
        Address = new Uri($"http://{new IPEndPoint(shown, at.Port)}/");
        _accepting = Task.Run(AcceptAsync);
    }

    /// <summary>Where this machine reaches the server, with the port that was really taken.</summary>
    internal Uri Address { get; }

    /// <summary>Starts to listen.</summary>
    /// <param name="address">See <see cref="ListenAddress.Parse"/>.</param>
    /// <param name="answer">Answers a GET; it may run as long as the reader stays, and ends when cancelled.</param>
    /// <exception cref="ArgumentException">The address is wrong.</exception>
    /// <exception cref="IOException">The port is in use or may not be used.</exception>
    internal static HttpServer Start(string address, Func<HttpRequest, Stream, CancellationToken, Task> answer)
    {
        ListenAddress at = ListenAddress.Parse(address);
        TcpListener listener = new(at.Interface, at.Port);
        try
        {
            listener.Start();
        }
        catch (SocketException e)
        {
            listener.Dispose();
            throw new IOException($"Can't listen on {address}: {e.Message}. Choose another port.", e);
        }

        return new HttpServer(listener, answer);
    }

    /// <summary>Stops listening and sends all readers away.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _stop.Cancel();
        _listener.Dispose();
        _accepting.Wait(StopTimeout);

        // Every place taken is a reader that has gone; one that hangs is left to its cancelled token.
        for (int i = 0; i < MaxConnections && _places.Wait(StopTimeout); i++)
        {
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                await _places.WaitAsync(_stop.Token).ConfigureAwait(false);
                if (await TryAcceptAsync().ConfigureAwait(false) is { } reader)
                {
                    _ = ServeAsync(reader);
                }
            }
        }
        catch (Exception e) when (_stop.IsCancellationRequested && IsGone(e))
        {
            // The server stops.
        }
    }

    /// <summary>Takes a reader; null, with the place given back, if he left before or the system has no socket left.</summary>
    private async Task<Socket?> TryAcceptAsync()
    {
        try
        {
            return await _listener.AcceptSocketAsync(_stop.Token).ConfigureAwait(false);
        }
        catch (SocketException) when (!_stop.IsCancellationRequested)
        {
            await Task.Delay(AcceptPause, _stop.Token).ConfigureAwait(false);
            _places.Release();
            return null;
        }
        catch
        {
            _places.Release();
            throw;
        }
    }

    private async Task ServeAsync(Socket reader)
    {
        try
        {
            reader.NoDelay = true;
            using NetworkStream stream = new(reader, ownsSocket: true);
            await AnswerAsync(stream).ConfigureAwait(false);
        }
        catch (Exception e) when (IsGone(e))
        {
            // The reader left, was too slow, or the server stops: nobody is there to be told.
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        using CancellationTokenSource headTime = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        headTime.CancelAfter(HeadTimeout);
        string? line = await ReadHeadAsync(stream, headTime.Token).ConfigureAwait(false);
        if (line is null || !HttpRequest.TryParse(line, out HttpRequest request))
        {
            await Refuse("400 Bad Request", "Expected an HTTP/1.1 request.").ConfigureAwait(false);
        }
        else if (request.Method != "GET")
        {
            await Refuse("405 Method Not Allowed", "Expected GET.").ConfigureAwait(false);
        }
        else
        {
            await _answer(request, stream, _stop.Token).ConfigureAwait(false);
        }

        Task Refuse(string status, string reason)
            => HttpReply.WriteAsync(stream, status, "text/plain", reason + "\n", headTime.Token);
    }

    /// <summary>Reads up to the empty line, and gives the first line; null if the head is too long or incomplete.</summary>
    private static async Task<string?> ReadHeadAsync(NetworkStream stream, CancellationToken cancellation)
    {
        byte[] head = new byte[MaxHeadBytes];
        int length = 0;
        while (length < head.Length)
        {
            int read = await stream.ReadAsync(head.AsMemory(length), cancellation).ConfigureAwait(false);
            length += read;
            if (head.AsSpan(0, length).IndexOf("\r\n\r\n"u8) >= 0)
            {
                return Encoding.ASCII.GetString(head, 0, head.AsSpan(0, length).IndexOf("\r\n"u8));
            }

            if (read == 0)
            {
                return null;
            }
        }

        return null;
    }

    private static bool IsGone(Exception e)
        => e is IOException or SocketException or OperationCanceledException or ObjectDisposedException;
}
