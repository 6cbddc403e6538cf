using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using DenseEdge.Transfer;

namespace DenseEdge.Bundles.Registries;

/// <summary>What a registry wants to see before it answers: nothing, a name and a password, or a token that another server hands
/// out
/// for them.</summary>
internal sealed partial class RegistryAuthorizer(HttpTransfer transfer, RegistryOptions options)
{
    private const int MostTokenBytes = 1 << 18;
    private const int MatchMs = 1000;

    private string? _authorization;

    /// <summary>The headers that every request needs.</summary>
    public IReadOnlyDictionary<string, string> Headers => _authorization is null
        ? new Dictionary<string, string>()
        : new Dictionary<string, string> { ["Authorization"] = _authorization };

    /// <summary>Adds them to a request.</summary>
    public void Apply(HttpRequestMessage request)
    {
        if (_authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", _authorization);
        }
    }

    /// <summary>Does what a registry's challenge asks for.</summary>
    /// <param name="answer">An answer 401.</param>
    /// <param name="registry">The registry's address.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="TransferException">It can't be done: there is no password, or an unknown challenge.</exception>
    public async Task AnswerAsync(HttpResponseMessage answer, Uri registry, CancellationToken cancellationToken)
    {
        AuthenticationHeaderValue? challenge = answer.Headers.WwwAuthenticate.FirstOrDefault();
        _authorization = challenge?.Scheme.ToUpperInvariant() switch
        {
            "BASIC" => Basic() ?? throw Refused(registry, "a user's name and password"),
            "BEARER" => "Bearer " + await TokenAsync(challenge!.Parameter ?? "", registry, cancellationToken).ConfigureAwait(false),
            _ => throw Refused(registry, $"a challenge that is known (Basic or Bearer, found '{challenge?.Scheme}')"),
        };
    }

    private async Task<string> TokenAsync(string parameters, Uri registry, CancellationToken cancellationToken)
    {
        Dictionary<string, string> fields = new(StringComparer.OrdinalIgnoreCase);
        foreach (Match match in Parameter().Matches(parameters))
        {
            fields[match.Groups["key"].Value] = match.Groups["value"].Value;
        }

        // A password never goes out without TLS, but to where the registry itself may be asked without.
        if (!fields.TryGetValue("realm", out string? text) || !Uri.TryCreate(text, UriKind.Absolute, out Uri? realm)
            || !(realm.Scheme == Uri.UriSchemeHttps
                || (options.PlainHttp && realm.Scheme == Uri.UriSchemeHttp && (
                    realm.IsLoopback || options.AllowPlainHttpAnywhere))))
        {
            throw Refused(registry, $"the https address of a server that hands out tokens, found '{text}'");
        }

        string query = string.Join('&', fields.Where(field => field.Key is "service" or "scope")
            .Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"));
        Uri address = new($"{text}{(realm.Query.Length == 0 ? '?' : '&')}{query}");
        Dictionary<string, string> headers = Basic() is { } basic ? new() { ["Authorization"] = basic } : [];
        return Token(
            await transfer.GetAsync(address, MostTokenBytes, headers, cancellationToken).ConfigureAwait(false), registry);
    }

    private static string Token(byte[] json, Uri registry)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            foreach (string key in (ReadOnlySpan<string>)["token", "access_token"])
            {
                if (document.RootElement.ValueKind == JsonValueKind.Object
                    && document.RootElement.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.String)
                {
                    return value.GetString()!;
                }
            }
        }
        catch (JsonException fault)
        {
            throw new TransferException(TransferReason.BadAnswer, $"Expected a token for {registry}, found no JSON.", fault);
        }

        throw new TransferException(TransferReason.BadAnswer, $"Expected a token for {registry}, found none in the answer.");
    }

    private string? Basic() => options.UserName is null
        ? null
        : "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.UserName}:{options.Password}"));

    private static TransferException Refused(Uri registry, string expected)
        => new(TransferReason.Refused, $"Expected {expected} for {registry.Authority}, which asks who is there.");

    [GeneratedRegex("(?<key>[A-Za-z_]+)=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, MatchMs)]
    private static partial Regex Parameter();
}
