using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using DenseEdge.FleetServer.Tests.Access;
using DenseEdge.FleetServer.Tests.Support;

namespace DenseEdge.FleetServer.Tests.OpenApi;

public sealed partial class ApiDescriptionTests(NodeFixture fixture) : IClassFixture<NodeFixture>
{
    private readonly FleetNode _node = fixture.Node;

    [Fact]
    public async Task Description_OfTheApi_HasEveryEndpointWithSummaryRefusalsAndTokens()
    {
        JsonElement document = await ReadAsync();
        JsonElement paths = document.GetProperty("paths");
        List<string> faults = [];
        foreach ((string method, string template, string _, Security.Access access) in EndpointList.Of(_node.App))
        {
            string path = Constraint().Replace(template.TrimEnd('/'), "}").Replace("{**", "{", StringComparison.Ordinal);
            if (path.StartsWith("/openapi", StringComparison.Ordinal))
            {
                continue;
            }

            if (!paths.TryGetProperty(path, out JsonElement item)
                || !item.TryGetProperty(method.ToLowerInvariant(), out JsonElement operation))
            {
                faults.Add($"{method} {path}: not described");
                continue;
            }

            faults.AddRange(Faults(operation, access).Select(fault => $"{method} {path}: {fault}"));
        }

        Assert.Empty(faults);
        Assert.Equal(
            ["gateway_token", "target_token", "token"],
            document.GetProperty("components").GetProperty("securitySchemes").EnumerateObject().Select(one => one.Name)
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Description_OfABody_UsesTheNamesOfTheJson()
    {
        JsonElement schemas = (await ReadAsync()).GetProperty("components").GetProperty("schemas");

        Assert.True(schemas.GetProperty("NewRollout").GetProperty("properties").TryGetProperty("success_percent", out _));
        Assert.True(schemas.GetProperty("FleetProblem").GetProperty("properties").TryGetProperty("detail", out _));
    }

    private async Task<JsonElement> ReadAsync()
    {
        using HttpResponseMessage answer = await _node.SendAsync(HttpMethod.Get, "/openapi/v1.json");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    private static IEnumerable<string> Faults(JsonElement operation, Security.Access access)
    {
        if (!operation.TryGetProperty("summary", out JsonElement summary) || summary.GetString() is not { Length: > 10 })
        {
            yield return "no summary";
        }

        JsonElement responses = operation.GetProperty("responses");
        int[] statuses = access switch
        {
            Security.Access.Anyone or Security.Access.RepositoryReader => [429],
            Security.Access.Device => [400, 401, 404, 429],
            _ => [401, 403, 429],
        };
        foreach (int status in statuses.Where(status => !responses.TryGetProperty($"{status}", out _)))
        {
            yield return $"no answer {status}";
        }

        bool hasToken = operation.TryGetProperty("security", out JsonElement security) && security.GetArrayLength() > 0;
        if (hasToken != access is not (Security.Access.Anyone or Security.Access.RepositoryReader))
        {
            yield return $"tokens: {hasToken}";
        }
    }

    [GeneratedRegex(":[a-z]+}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Constraint();
}
