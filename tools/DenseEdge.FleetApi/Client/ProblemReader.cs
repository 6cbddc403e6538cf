using System.Net;
using System.Text.Json;

namespace DenseEdge.FleetApi;

/// <summary>Makes an exception of an answer that is a refusal.</summary>
internal static class ProblemReader
{
    private const int LongestProblemBytes = 64 * 1024;

    /// <summary>Reads a refusal.</summary>
    /// <param name="response">An answer whose status isn't 2xx.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<FleetException> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        FleetProblem? problem = null;
        if (response.Content.Headers.ContentType?.MediaType is "application/problem+json" or "application/json")
        {
            problem = await TryReadAsync(response, cancellation).ConfigureAwait(false);
        }

        string found = problem?.Detail ?? problem?.Title ?? Words(response);
        return new FleetException(found, response.StatusCode, problem);
    }

    private static async Task<FleetProblem?> TryReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            await response.Content.LoadIntoBufferAsync(LongestProblemBytes, cancellation).ConfigureAwait(false);
            byte[] json = await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
            return JsonSerializer.Deserialize(json, FleetJson.Default.FleetProblem);
        }
        catch (Exception fault) when (fault is JsonException or HttpRequestException)
        {
            // Not a problem document after all (a proxy's page, for example): the status alone has to tell.
            return null;
        }
    }

    private static string Words(HttpResponseMessage response)
    {
        Uri? asked = response.RequestMessage?.RequestUri;
        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => "Expected a token that this server knows, found none or another. Run: denseedge fleet "
                + "login URL, or set DENSEEDGE_FLEET_TOKEN.",
            HttpStatusCode.Forbidden => "The token's role doesn't allow this. Ask for a token of the role operator or admin.",
            _ => $"Expected an answer of a fleet server at {asked}, found HTTP {(int)response.StatusCode} "
                + $"{response.ReasonPhrase}. Check the server's address.",
        };
    }
}
