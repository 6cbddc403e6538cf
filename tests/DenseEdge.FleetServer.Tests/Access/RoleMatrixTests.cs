using System.Net;
using DenseEdge.Fleet.Access;
using DenseEdge.FleetServer.Tests.Support;

namespace DenseEdge.FleetServer.Tests.Access;

/// <summary>Every endpoint × everybody: nobody, a device, viewer, operator, admin. A request that is let through may fail for
/// other reasons, but never with 401 or 403; one that isn't, fails with just these.</summary>
public sealed class RoleMatrixTests(NodeFixture fixture) : IClassFixture<NodeFixture>
{
    private readonly FleetNode _node = fixture.Node;

    [Fact]
    public async Task EveryEndpoint_WithEveryCaller_LetsThroughWhomItShould()
    {
        DdiDevice device = await _node.AddDeviceAsync("nobody-1");
        Dictionary<string, string?> callers = new()
        {
            ["none"] = null,
            ["device"] = device.Authorization,
            ["viewer"] = $"Bearer {_node.Viewer}",
            ["operator"] = $"Bearer {_node.Operator}",
            ["admin"] = $"Bearer {_node.Admin}",
        };
        List<string> faults = [];
        int asked = 0;
        foreach ((string method, string template, string path, Security.Access access) in EndpointList.Of(_node.App, withPage: true))
        {
            foreach ((string caller, string? authorization) in callers)
            {
                HttpStatusCode expected = Expected(access, caller);
                HttpStatusCode found = await AskAsync(method, path, authorization);
                bool isLetThrough = found is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden);
                if (expected == HttpStatusCode.OK ? !isLetThrough : found != expected)
                {
                    faults.Add($"{method} {template} as {caller}: expected {expected}, found {found}");
                }

                asked++;
            }

            // The row may have deleted the device.
            await _node.Store.Devices.TryAddAsync(new Fleet.Devices.NewDevice
            {
                Id = "nobody-1",
                TokenHash = Secret.Hash(device.Authorization.Split(' ')[1]),
            });
            await _node.Store.Devices.SetTokenAsync("nobody-1", Secret.Hash(device.Authorization.Split(' ')[1]));
        }

        Assert.Empty(faults);
        Assert.True(asked > 200, $"{asked} requests: are there no endpoints?");
    }

    [Theory]
    [InlineData("/api/v1/tokens", "Admin")]
    [InlineData("/api/v1/audit", "Admin")]
    [InlineData("/api/v1/rollouts/{id:long}/abort", "Operator")]
    [InlineData("/api/v1/devices/{id}/assign", "Operator")]
    [InlineData("/api/v1/devices/{id}/token", "Operator")]
    [InlineData("/api/v1/repository/{kind}/{**path}", "Operator")]
    [InlineData("/metrics", "Viewer")]
    [InlineData("/{tenant}/controller/v1/{id}/deploymentBase/{actionId:long}", "Device")]
    public void Endpoint_OfThisPath_IsForWhomItShouldBe(string template, string access)
        => Assert.All(
            EndpointList.Of(_node.App).Where(endpoint => endpoint.Template.TrimEnd('/') == template),
            endpoint => Assert.Equal(access, endpoint.Access.ToString()));

    [Fact]
    public void EndpointsWithoutAToken_AreTheseAndThePagesFiles()
    {
        IEnumerable<string> page = PageFiles.All.Keys.Select(path => path == PageFiles.Index ? "/" : "/" + path);
        IEnumerable<string> expected = page.Concat(["/health/live", "/health/ready", "/openapi/{documentName}.json"]);

        IEnumerable<string> open = EndpointList.Of(_node.App, withPage: true)
            .Where(endpoint => endpoint.Access == Security.Access.Anyone).Select(endpoint => endpoint.Template).Distinct();

        Assert.Equal(expected.Order(StringComparer.Ordinal), open.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EndpointsThatChangeSomethingForPeople_AreAllAudited()
    {
        IEnumerable<string> silent = ((Microsoft.AspNetCore.Routing.IEndpointRouteBuilder)_node.App).DataSources
            .SelectMany(source => source.Endpoints)
            .Where(endpoint => endpoint.Metadata.GetMetadata<Security.AccessRequirement>()!.Access
                is Security.Access.Viewer or Security.Access.Operator or Security.Access.Admin)
            .Where(endpoint => endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.HttpMethodMetadata>() is { } methods
                && methods.HttpMethods.Any(method => method is not ("GET" or "HEAD")))
            .Where(endpoint => endpoint.Metadata.GetMetadata<Auditing.AuditAction>() is null)
            .Select(endpoint => endpoint.DisplayName!);

        Assert.Empty(silent);
    }

    [Fact]
    public async Task Token_ThatHasExpiredOrWasWithdrawn_IsRefused()
    {
        string old = await _node.AddTokenAsync("old", AccessRole.Admin, TimeProvider.System.GetUtcNow().AddMinutes(-1));
        string soonGone = await _node.AddTokenAsync("soon gone", AccessRole.Viewer);
        long id = (await _node.Store.Tokens.FindAsync(Secret.Hash(soonGone)))!.Id;
        Assert.Equal(HttpStatusCode.OK, await AskAsync("GET", "/api/v1/server", $"Bearer {soonGone}"));

        Assert.Equal(HttpStatusCode.NoContent, await AskAsync("DELETE", $"/api/v1/tokens/{id}", $"Bearer {_node.Admin}"));

        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync("GET", "/api/v1/server", $"Bearer {soonGone}"));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync("GET", "/api/v1/server", $"Bearer {old}"));
    }

    private static HttpStatusCode Expected(Security.Access access, string caller) => (access, caller) switch
    {
        (Security.Access.Anyone or Security.Access.RepositoryReader, _) => HttpStatusCode.OK,
        (Security.Access.Device, "device") => HttpStatusCode.OK,
        (Security.Access.Device, _) => HttpStatusCode.Unauthorized,
        (_, "none" or "device") => HttpStatusCode.Unauthorized,
        (Security.Access.Operator, "viewer") => HttpStatusCode.Forbidden,
        (Security.Access.Admin, "viewer" or "operator") => HttpStatusCode.Forbidden,
        _ => HttpStatusCode.OK,
    };

    private async Task<HttpStatusCode> AskAsync(string method, string path, string? authorization)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), path);
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        if (method is "POST" or "PUT" or "PATCH")
        {
            request.Content = new StringContent("{}", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        }

        // The stream of events has no end: the headers are all that is wanted.
        using HttpResponseMessage answer = await _node.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return answer.StatusCode;
    }
}
