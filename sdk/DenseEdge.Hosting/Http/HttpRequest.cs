namespace DenseEdge.Hosting.Http;

/// <summary>The first line of a request.</summary>
/// <param name="Method">Such as <c>GET</c>.</param>
/// <param name="Path">Such as <c>/metrics</c>, without a query.</param>
internal readonly record struct HttpRequest(string Method, string Path)
{
    /// <summary>Reads <c>GET /metrics?x=1 HTTP/1.1</c>.</summary>
    /// <returns>False if it is no such line.</returns>
    internal static bool TryParse(ReadOnlySpan<char> line, out HttpRequest request)
    {
        request = default;
        Span<Range> parts = stackalloc Range[4];
        if (line.Split(parts, ' ') != 3 || !line[parts[2]].StartsWith("HTTP/1.") || !line[parts[1]].StartsWith("/"))
        {
            return false;
        }

        ReadOnlySpan<char> target = line[parts[1]];
        int query = target.IndexOf('?');
        request = new HttpRequest(line[parts[0]].ToString(), (query < 0 ? target : target[..query]).ToString());
        return true;
    }
}
