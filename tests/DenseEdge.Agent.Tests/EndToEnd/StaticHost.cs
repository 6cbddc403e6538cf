using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DenseEdge.Transfer.Tests.Support;

namespace DenseEdge.Agent.Tests.EndToEnd;

/// <summary>A web server in front of a folder, which can break off in the middle of a file.</summary>
internal sealed class StaticHost : IDisposable
{
    private readonly string _folder;
    private readonly HostileServer _server;

    /// <summary>Starts it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="certificate">Speak TLS with it, and want a certificate of every client; null for plain HTTP.</param>
    public StaticHost(string folder, X509Certificate2? certificate = null)
    {
        _folder = folder;
        _server = new HostileServer(AnswerAsync, certificate);
        Address = certificate is null ? $"http://127.0.0.1:{_server.Port}/" : $"https://localhost:{_server.Port}/";
    }

    /// <summary>The folder's address.</summary>
    public string Address { get; }

    /// <summary>Whom the clients' certificates named, request by request.</summary>
    public ConcurrentQueue<string?> Clients { get; } = new();

    /// <summary>The file that breaks off, at this byte; null for none.</summary>
    public (string Path, int Byte)? BreaksOffAt { get; set; }

    /// <summary>The heads of all requests so far, in order.</summary>
    public IEnumerable<string> Requests => _server.Requests;

    public void Dispose() => _server.Dispose();

    private async Task AnswerAsync(HostileRequest request)
    {
        Clients.Enqueue(request.ClientName);
        string path = Path.Combine(_folder, Uri.UnescapeDataString(request.Head.Split(' ')[1]).TrimStart('/'));
        if (!File.Exists(path))
        {
            await request.HeadAsync("HTTP/1.1 404 Not Found\nContent-Length: 0");
            return;
        }

        byte[] file = await File.ReadAllBytesAsync(path, request.Stop);
        int most = BreaksOffAt is { } end && end.Path == path ? Math.Max(0, end.Byte - (request.From ?? 0)) : int.MaxValue;
        await request.ServeAsync(file, most, $"\"{Convert.ToHexStringLower(SHA256.HashData(file))}\"");
    }
}
