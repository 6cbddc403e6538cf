using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DenseEdge.Bundles.Tests.Registries;

/// <summary>A registry that can misbehave: it wants a token, or forgets half of a piece.</summary>
internal sealed class FakeRegistry : IDisposable
{
    private const string Token = "let-me-in";

    private readonly HttpListener _listener = new();
    private readonly Task _loop;
    private MemoryStream _upload = new();

    public FakeRegistry()
    {
        Host = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{FreePort()}");
        _listener.Prefixes.Add($"http://{Host}/");
        _listener.Start();
        _loop = Task.Run(ServeAsync);
    }

    public string Host { get; }

    /// <summary>Whether requests need a token, which /token hands out for name and password.</summary>
    public bool WantsToken { get; set; }

    /// <summary>How many pieces are taken by half, and answered with an error.</summary>
    public int PiecesToLose { get; set; }

    /// <summary>How many requests are answered before it is out of order.</summary>
    public int RequestsLeft { get; set; } = int.MaxValue;

    public ConcurrentDictionary<string, byte[]> Blobs { get; } = new();

    public ConcurrentDictionary<string, byte[]> Manifests { get; } = new();

    public ConcurrentQueue<string> Requests { get; } = new();

    public void Dispose()
    {
        _listener.Stop();
        _loop.Wait();
        _listener.Close();
        _upload.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using HttpListenerResponse answer = context.Response;

            // A connection for each request: this listener may close an idle one while the next request is on its way.
            answer.KeepAlive = false;
            Answer(context.Request, answer);
        }
    }

    private void Answer(HttpListenerRequest request, HttpListenerResponse answer)
    {
        string path = request.Url!.AbsolutePath;
        Requests.Enqueue($"{request.HttpMethod} {path}");
        if (RequestsLeft-- <= 0)
        {
            answer.StatusCode = 400;
        }
        else if (path == "/token")
        {
            bool isKnown = request.Headers["Authorization"] == "Basic " + Convert.ToBase64String(
                Encoding.UTF8.GetBytes("user:secret"));
            answer.StatusCode = isKnown ? 200 : 401;
            answer.OutputStream.Write(Encoding.UTF8.GetBytes(isKnown ? $$"""{"token":"{{Token}}"}""" : "{}"));
        }
        else if (WantsToken && request.Headers["Authorization"] != $"Bearer {Token}")
        {
            answer.StatusCode = 401;
            answer.AddHeader("WWW-Authenticate",
                $"Bearer realm=\"http://{Host}/token\",service=\"fake\",scope=\"repository:scene:pull,push\"");
        }
        else
        {
            Registry(request, answer, path[(path.LastIndexOf('/') + 1)..]);
        }
    }

    private void Registry(HttpListenerRequest request, HttpListenerResponse answer, string name)
    {
        byte[] body = Body(request);
        switch (request.HttpMethod)
        {
            case "HEAD" or "GET" when name.StartsWith("sha256:", StringComparison.Ordinal):
                Give(answer, Blobs.GetValueOrDefault(name) ?? Manifests.GetValueOrDefault(name), request.HttpMethod == "GET");
                break;
            case "POST":
                _upload = new MemoryStream();
                Accept(answer, 202);
                break;
            case "PATCH":
                bool isLost = PiecesToLose-- > 0;
                _upload.Write(body.AsSpan(0, isLost ? body.Length / 2 : body.Length));
                Accept(answer, isLost ? 500 : 202);
                break;
            case "GET" when name == "upload":
                Accept(answer, 204);
                break;
            case "PUT" when name == "upload":
                _upload.Write(body);
                Blobs[request.QueryString["digest"]!] = _upload.ToArray();
                answer.StatusCode = BlobDigest.Of(_upload.ToArray()) == request.QueryString["digest"] ? 201 : 400;
                break;
            case "PUT":
                Manifests[name] = Manifests[BlobDigest.Of(body)] = body;
                answer.StatusCode = 201;
                break;
            default:
                Give(answer, Manifests.GetValueOrDefault(name), isWhole: true);
                break;
        }
    }

    private void Accept(HttpListenerResponse answer, int status)
    {
        answer.StatusCode = status;
        answer.AddHeader("Location", "/v2/scene/blobs/uploads/upload?state=x");
        answer.AddHeader("Range", string.Create(CultureInfo.InvariantCulture, $"0-{Math.Max(0, _upload.Length - 1)}"));
    }

    private static void Give(HttpListenerResponse answer, byte[]? bytes, bool isWhole)
    {
        answer.StatusCode = bytes is null ? 404 : 200;
        if (bytes is not null && isWhole)
        {
            answer.OutputStream.Write(bytes);
        }
    }

    private static byte[] Body(HttpListenerRequest request)
    {
        using MemoryStream body = new();
        request.InputStream.CopyTo(body);
        return body.ToArray();
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
