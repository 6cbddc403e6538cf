using System.Globalization;
using System.Net.Security;
using System.Text;

namespace DenseEdge.Transfer.Tests.Support;

/// <summary>One request that a hostile server has to answer.</summary>
internal sealed class HostileRequest(HostileServer server, string head, Stream stream, CancellationToken stop)
{
    public string Head => head;

    public CancellationToken Stop => stop;

    /// <summary>Whom the client's certificate names, if it has one.</summary>
    public string? ClientName => (stream as SslStream)?.RemoteCertificate?.Subject;

    /// <summary>The first byte that is asked for; null without a range.</summary>
    public int? From
    {
        get
        {
            int at = head.IndexOf("Range: bytes=", StringComparison.OrdinalIgnoreCase);
            return at < 0 ? null : int.Parse(head[(at + 13)..].Split('-')[0], CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Sends a head; lines end with \n here.</summary>
    public async Task HeadAsync(string lines)
    {
        string text = lines.Replace("\n", "\r\n", StringComparison.Ordinal) + "\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text), stop);
    }

    public async Task BodyAsync(ReadOnlyMemory<byte> bytes)
    {
        await stream.WriteAsync(bytes, stop);
        server.CountBody(bytes.Length);
    }

    /// <summary>Answers as a good server does, but the connection may break early.</summary>
    /// <param name="file">The file.</param>
    /// <param name="mostBytes">Bytes of body after which it breaks.</param>
    /// <param name="tag">The version's name, with its quotes.</param>
    public async Task ServeAsync(byte[] file, int mostBytes = int.MaxValue, string tag = "\"v1\"")
    {
        int from = IfRange is null || IfRange == tag ? From ?? 0 : 0;
        await HeadAsync(from > 0
            ? $"HTTP/1.1 206 Partial\nETag: {tag}\nContent-Range: bytes {from}-{file.Length - 1}/{file.Length}\n"
                + $"Content-Length: {file.Length - from}"
            : $"HTTP/1.1 200 OK\nETag: {tag}\nContent-Length: {file.Length}");
        await BodyAsync(file.AsMemory(from, Math.Min(mostBytes, file.Length - from)));
    }

    public string? IfRange
    {
        get
        {
            int at = head.IndexOf("If-Range: ", StringComparison.OrdinalIgnoreCase);
            return at < 0 ? null : head[(at + 10)..].Split('\r')[0];
        }
    }
}
