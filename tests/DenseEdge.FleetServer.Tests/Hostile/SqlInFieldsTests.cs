using System.Text.Json;
using DenseEdge.FleetApi;
using DenseEdge.FleetServer.Tests.Support;

namespace DenseEdge.FleetServer.Tests.Hostile;

/// <summary>SQL and other tricks in every field that a client fills. What counts: no answer is a fault of the server, every table
/// is still there, and what may be kept comes back letter by letter.</summary>
public sealed class SqlInFieldsTests
{
    private static readonly string[] Tricks =
    [
        "'; DROP TABLE devices; --", "x' OR '1'='1", "\\'; DELETE FROM actions; --", "%' AND 1=1 --", "\"; --", "$1", "@id",
        "{0}", "a\u0000b", "\uD800", "${jndi:ldap://x}", "<script>alert(1)</script>", "=cmd|' /C calc'!A0",
    ];

    [Fact]
    public Task Tricks_OnSqlite_StayWords() => RunAsync(database: null);

    [PostgresFact]
    public async Task Tricks_OnPostgreSql_StayWords()
    {
        using PostgresServer server = PostgresServer.Start();
        await RunAsync(server.ConnectionString);
    }

    private static async Task RunAsync(string? database)
    {
        await using FleetNode node = await FleetNode.StartAsync(database);
        DdiDevice device = await node.AddDeviceAsync("honest");
        await node.PublishAsync("scene", "1.0.0", [1]);
        foreach (string trick in Tricks)
        {
            foreach ((HttpMethod method, string path, string authorization, string? body) in Requests(node, device, trick))
            {
                using HttpResponseMessage answer = await node.SendAsync(method, path, authorization, body);
                Assert.True((int)answer.StatusCode < 500, $"{method} {path} {body}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            }
        }

        using FleetClient client = node.Client(node.Admin);
        DeviceDetail kept = await client.GetDeviceAsync("honest", CancellationToken.None);
        Assert.Equal("'; DROP TABLE devices; --", kept.Attributes["trick"]);
        Assert.Single(await client.ListModelsAsync(CancellationToken.None), model => model.Model == "scene");
        Assert.NotEmpty((await node.Store.Audit.ListAsync()).Items);
    }

    private static IEnumerable<(HttpMethod Method, string Path, string Authorization, string? Body)> Requests(
        FleetNode node, DdiDevice device, string trick)
    {
        string admin = $"Bearer {node.Admin}";
        string gateway = $"GatewayToken {FleetNode.Gateway}";
        string word = Uri.EscapeDataString(trick.Replace("\uD800", "", StringComparison.Ordinal));
        // A half of a character can't be written by a JSON library; a hostile client escapes it.
        string json = trick == "\uD800" ? "\"\\uD800\"" : JsonSerializer.Serialize(trick);
        bool isFirst = trick == Tricks[0];
        yield return (HttpMethod.Get, $"/default/controller/v1/{word}", gateway, null);
        yield return (HttpMethod.Get, device.Path, $"TargetToken {word}", null);
        yield return (HttpMethod.Put, device.Path + "/configData", device.Authorization,
            isFirst ? $$$"""{"data":{"trick":{{{json}}}}}""" : $$$"""{"data":{{{{json}}}:{{{json}}},"denseedge.board":{{{json}}},"denseedge.latency_p50_ms":{{{json}}}}}""");
        yield return (HttpMethod.Put, device.Path + "/configData", device.Authorization, $$$"""{"mode":{{{json}}},"data":{}}""");
        yield return (HttpMethod.Post, device.Path + "/deploymentBase/1/feedback", device.Authorization,
            $$$"""{"id":{{{json}}},"time":{{{json}}},"status":{"execution":"proceeding","result":{"finished":"none"},"details":[{{{json}}}]}}""");
        yield return (HttpMethod.Get, $"{device.Path}/deploymentBase/{word}", device.Authorization, null);
        yield return (HttpMethod.Get, $"{device.Path}/softwaremodules/1/artifacts/{word}", device.Authorization, null);
        foreach (string field in new[] { "filter", "sort", "cursor" })
        {
            yield return (HttpMethod.Get, $"/api/v1/devices?{field}={word}", admin, null);
        }

        yield return (HttpMethod.Get, $"/api/v1/devices?filter={Uri.EscapeDataString("site=\"")}{word}%22", admin, null);
        yield return (HttpMethod.Get, $"/api/v1/devices/{word}", admin, null);
        yield return (HttpMethod.Post, "/api/v1/devices", admin, $$$"""{"id":{{{json}}},"name":{{{json}}},"tags":[{{{json}}}],"attributes":{{{{json}}}:{{{json}}}}}""");
        yield return (HttpMethod.Patch, $"/api/v1/devices/{word}", admin, $$$"""{"name":{{{json}}},"add_tags":[{{{json}}}]}""");
        yield return (HttpMethod.Post, "/api/v1/devices/honest/assign", admin, $$$"""{"model":{{{json}}},"version":{{{json}}}}""");
        yield return (HttpMethod.Post, $"/api/v1/models?file={word}&model={word}&version={word}", admin, "x");
        yield return (HttpMethod.Post, $"/api/v1/models?file=a.bin&model={word}&version={word}", admin, "x");
        yield return (HttpMethod.Put, $"/api/v1/repository/metadata/{word}", admin, "x");
        yield return (HttpMethod.Get, $"/repository/targets/{word}", admin, null);
        yield return (HttpMethod.Post, "/api/v1/rollouts", admin, $$$"""{"name":{{{json}}},"model":"scene","version":"1.0.0","filter":{{{json}}},"groups":[{"name":{{{json}}},"percent":100}]}""");
        yield return (HttpMethod.Post, "/api/v1/rollouts", admin, $$$"""{"model":{{{json}}},"version":{{{json}}},"groups":[{"percent":100}],"window":{"from":{{{json}}},"to":{{{json}}},"days":[{{{json}}}],"time_zone":{{{json}}}}}""");
        yield return (HttpMethod.Get, $"/api/v1/rollouts/1/devices?state={word}&cursor={word}", admin, null);
        yield return (HttpMethod.Get, $"/api/v1/reports/export?format=csv&board={word}&model={word}", admin, null);
        yield return (HttpMethod.Post, "/api/v1/tokens", admin, $$$"""{"name":{{{json}}},"role":"viewer"}""");
        yield return (HttpMethod.Get, $"/api/v1/audit?cursor={word}", admin, null);
    }
}
