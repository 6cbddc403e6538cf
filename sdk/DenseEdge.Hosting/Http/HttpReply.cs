using System.Globalization;
using System.Text;

namespace DenseEdge.Hosting.Http;

/// <summary>Writes answers; every connection is closed after one.</summary>
internal static class HttpReply
{
    /// <summary>Writes a whole answer.</summary>
    /// <param name="stream">The connection.</param>
    /// <param name="status">Such as <c>200 OK</c>.</param>
    /// <param name="contentType">Such as <c>text/plain</c>.</param>
    /// <param name="body">The bytes.</param>
    /// <param name="cancellation">Ends the wait for a slow reader.</param>
    internal static async Task WriteAsync(
        Stream stream, string status, string contentType, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        string length = body.Length.ToString(CultureInfo.InvariantCulture);
        await WriteHeadAsync(stream, status, $"Content-Type: {contentType}\r\nContent-Length: {length}\r\n", cancellation)
            .ConfigureAwait(false);
        await stream.WriteAsync(body, cancellation).ConfigureAwait(false);
    }

    /// <summary>Writes a whole answer in UTF-8.</summary>
    internal static Task WriteAsync(Stream stream, string status, string contentType, string body, CancellationToken cancellation)
        => WriteAsync(stream, status, contentType, Encoding.UTF8.GetBytes(body), cancellation);

    /// <summary>Writes the lines before a body.</summary>
    /// <param name="stream">The connection.</param>
    /// <param name="status">Such as <c>200 OK</c>.</param>
    /// <param name="headers">Lines that each end in CR LF.</param>
    /// <param name="cancellation">Ends the wait for a slow reader.</param>
    internal static async Task WriteHeadAsync(Stream stream, string status, string headers, CancellationToken cancellation)
    {
        byte[] head = Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {status}\r\n{headers}Cache-Control: no-store\r\nConnection: close\r\n\r\n");
        await stream.WriteAsync(head, cancellation).ConfigureAwait(false);
    }
}
