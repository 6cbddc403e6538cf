using System.Globalization;
using System.Net;

namespace DenseEdge.Hosting.Http;

/// <summary>Where a server listens.</summary>
/// <param name="Interface">The interface.</param>
/// <param name="Port">The port; 0 for any that is free.</param>
internal readonly record struct ListenAddress(IPAddress Interface, int Port)
{
    private const string Scheme = "http://";

    /// <summary>Reads <c>http://:8080</c> or <c>http://localhost:8080</c> (this machine), <c>http://0.0.0.0:8080</c> (every
    /// interface) or <c>http://192.168.1.20:8080</c>.</summary>
    /// <exception cref="ArgumentException">It is none of these.</exception>
    internal static ListenAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string rest = text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? text[Scheme.Length..].TrimEnd('/') : "";
        int colon = rest.LastIndexOf(':');
        if (colon >= 0
            && TryInterface(rest[..colon], out IPAddress? found)
            && int.TryParse(rest.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port)
            && port <= IPEndPoint.MaxPort)
        {
            return new ListenAddress(found, port);
        }

        throw new ArgumentException(
            $"Expected an address such as http://:8080 (this machine), http://0.0.0.0:8080 (every interface) or "
            + $"http://192.168.1.20:8080, got '{text}'.", nameof(text));
    }

    private static bool TryInterface(string host, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out IPAddress? found)
    {
        if (host.Length == 0 || host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            found = IPAddress.Loopback;
            return true;
        }

        return IPAddress.TryParse(host, out found);
    }
}
