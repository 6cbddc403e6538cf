using System.Security.Cryptography;
using DenseEdge.Transfer.Tests.Support;

namespace DenseEdge.Agent.Tests.EndToEnd;

/// <summary>A web server in front of a folder, which can break off in the middle of a file.</summary>
internal sealed class StaticHost : IDisposable
{
    private readonly string _folder;
    private readonly HostileServer _server;

    public StaticHost(string folder)
    {
        _folder = folder;
        _server = new HostileServer(AnswerAsync);
    }

    /// <summary>The folder's address.</summary>
    public string Address => $"http://127.0.0.1:{_server.Port}/";

    /// <summary>The file that breaks off, at this byte; null for none.</summary>
    public (string Path, int Byte)? BreaksOffAt { get; set; }

    /// <summary>The heads of all requests so far, in order.</summary>
    public IEnumerable<string> Requests => _server.Requests;

    public void Dispose() => _server.Dispose();

    private async Task AnswerAsync(HostileRequest request)
    {
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
