namespace DenseEdge.FleetServer.Ddi;

/// <summary>The media types that DDI is spoken in. CBOR, which newer hawkBit servers also speak, is not.</summary>
internal static class DdiMedia
{
    /// <summary>What is answered to a client that names nothing.</summary>
    public const string Hal = "application/hal+json";

    /// <summary>Plain JSON.</summary>
    public const string Json = "application/json";

    /// <summary>Chooses what to answer with.</summary>
    /// <param name="request">The request, with its header Accept.</param>
    /// <returns>The media type; null if the client takes neither (HTTP 406).</returns>
    public static string? Choose(HttpRequest request)
    {
        string? accept = request.Headers.Accept;
        if (string.IsNullOrEmpty(accept) || Names(accept, Hal))
        {
            return Hal;
        }

        return Names(accept, Json) ? Json
            : Names(accept, "*/*") || Names(accept, "application/*") ? Hal : null;
    }

    /// <summary>Whether a body may be JSON: its type says so, or nothing.</summary>
    public static bool IsJson(HttpRequest request) => string.IsNullOrEmpty(request.ContentType)
        || (Names(request.ContentType, "json") && !Names(request.ContentType, "cbor"));

    private static bool Names(string header, string type) => header.Contains(type, StringComparison.OrdinalIgnoreCase);
}
