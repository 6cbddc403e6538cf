using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace DenseEdge.FleetApi;

/// <summary>A client of a fleet server's management API, version 1. Its methods may run at the same time.</summary>
/// <remarks>Every method throws <see cref="FleetException"/> if the server refuses or can't be reached.</remarks>
public sealed partial class FleetClient : IDisposable
{
    private const string Base = "api/v1/";
    private const string Json = "application/json";
    private readonly HttpClient _http;

    /// <summary>Takes a server.</summary>
    /// <param name="server">Its address, such as https://fleet.example:8443.</param>
    /// <param name="token">The secret of a token (de_...); null to ask what needs none.</param>
    /// <param name="roots">Certificates to trust in place of the system's; null for the system's.</param>
    /// <exception cref="ArgumentException">The address isn't of http or https.</exception>
    public FleetClient(Uri server, string? token, X509Certificate2Collection? roots = null)
        : this(MakeHttp(server, roots), token)
    {
    }

    /// <summary>Takes a prepared HTTP client, which this object then owns.</summary>
    /// <param name="http">With the server as its base address, which ends with a slash.</param>
    /// <param name="token">As above.</param>
    public FleetClient(HttpClient http, string? token)
    {
        ArgumentNullException.ThrowIfNull(http);
        _http = http;
        if (token is not null)
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
    }

    /// <summary>The server's address.</summary>
    public Uri Server => _http.BaseAddress!;

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    /// <summary>Asks the server who it is, and what the token may do.</summary>
    /// <param name="cancellation">Ends the request.</param>
    public Task<ServerView> GetServerAsync(CancellationToken cancellation)
        => GetAsync("server", FleetJson.Default.ServerView, cancellation);

    private static HttpClient MakeHttp(Uri server, X509Certificate2Collection? roots)
    {
        ArgumentNullException.ThrowIfNull(server);
        if (!server.IsAbsoluteUri || (server.Scheme != Uri.UriSchemeHttp && server.Scheme != Uri.UriSchemeHttps))
        {
            throw new ArgumentException(
                $"Expected a server's address such as https://fleet.example:8443, found '{server}'.", nameof(server));
        }

        SocketsHttpHandler handler = new()
        {
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            AllowAutoRedirect = false,
        };
        if (roots is not null)
        {
            X509ChainPolicy policy = new()
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            policy.CustomTrustStore.AddRange(roots);
            handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
        }

        // A path before the API, as of a reverse proxy, is kept: a base address must end with a slash for that.
        string text = server.GetLeftPart(UriPartial.Path);
        return new HttpClient(handler)
        {
            BaseAddress = new Uri(text.EndsWith('/') ? text : text + "/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    private Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellation)
        => AskAsync(HttpMethod.Get, path, null, type, cancellation);

    private Task<TAnswer> SendAsync<TBody, TAnswer>(
        HttpMethod method,
        string path,
        TBody body,
        JsonTypeInfo<TBody> bodyType,
        JsonTypeInfo<TAnswer> type,
        CancellationToken cancellation)
        => AskAsync(method, path, JsonBody(body, bodyType), type, cancellation);

    private static ByteArrayContent JsonBody<T>(T body, JsonTypeInfo<T> type)
    {
        ByteArrayContent content = new(JsonSerializer.SerializeToUtf8Bytes(body, type));
        content.Headers.ContentType = new MediaTypeHeaderValue(Json);
        return content;
    }

    private async Task<T> AskAsync<T>(
        HttpMethod method, string path, HttpContent? body, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await RespondAsync(method, path, body, Json, cancellation).ConfigureAwait(false);
        using Stream stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        try
        {
            T? answer = await JsonSerializer.DeserializeAsync(stream, type, cancellation).ConfigureAwait(false);
            return answer ?? throw new JsonException("null");
        }
        catch (JsonException fault)
        {
            throw new FleetException(
                $"Expected a {typeof(T).Name} from {Server}{Base}{path}, found something else: {fault.Message} Check that the "
                + "address is that of a fleet server, and that its version is not older than this program.", fault);
        }
    }

    private async Task OrderAsync(HttpMethod method, string path, HttpContent? body, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await RespondAsync(method, path, body, Json, cancellation).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> RespondAsync(
        HttpMethod method, string path, HttpContent? body, string accept, CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(method, new Uri(_http.BaseAddress!, Base + path)) { Content = body };
        request.Headers.Accept.ParseAdd(accept);
        HttpResponseMessage response;
        try
        {
            response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation)
                .ConfigureAwait(false);
        }
        catch (HttpRequestException fault)
        {
            string cause = fault.InnerException is { } inner ? $"{fault.Message} {inner.Message}" : fault.Message;
            throw new FleetException(
                $"Expected a fleet server at {Server}, found none: {cause} Check the address and that the server runs.", fault);
        }

        if (!response.IsSuccessStatusCode)
        {
            using (response)
            {
                throw await ProblemReader.ReadAsync(response, cancellation).ConfigureAwait(false);
            }
        }

        return response;
    }
}
