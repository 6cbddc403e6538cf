using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using DenseEdge.FleetApi;
using DenseEdge.FleetServer.Tests.Support;

namespace DenseEdge.FleetServer.Tests.Ddi;

public sealed class DeviceUpdateTests
{
    private static readonly byte[] Model = [.. Enumerable.Range(0, 100_003).Select(place => (byte)(place * 7 % 256))];

    [Fact]
    public Task Update_OnSqlite_GoesFromTheRolloutToTheDevicesLastWord() => UpdateAsync(database: null);

    [PostgresFact]
    public async Task Update_OnPostgreSql_GoesFromTheRolloutToTheDevicesLastWord()
    {
        using PostgresServer server = PostgresServer.Start();
        await UpdateAsync(server.ConnectionString);
    }

    private static async Task UpdateAsync(string? database)
    {
        await using FleetNode node = await FleetNode.StartAsync(database);
        DdiDevice device = await node.AddDeviceAsync("orin-1");
        await node.PublishAsync("scene", "1.4.0", Model, "scene.swu");
        using FleetClient client = node.Client(node.Operator);
        await PutAttributesAsync(device, """{"denseedge.board":"orin-nano","site":"field"}""");
        RolloutView rollout = await client.CreateRolloutAsync(
            new NewRollout
            {
                Model = "scene",
                Version = "1.4.0",
                Filter = "board=orin-nano and site!=lab",
                Groups = [new NewGroup { Percent = 100 }],
                Start = true,
            },
            CancellationToken.None);

        string deployment = await WaitForLinkAsync(device, "deploymentBase");
        JsonElement offered = await device.GetAsync(deployment);
        long action = long.Parse(offered.GetProperty("id").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
        await CheckArtifactAsync(node, device, offered);
        Assert.Equal(HttpStatusCode.OK, await device.ReportAsync(action, "proceeding", "none"));
        Assert.Equal(HttpStatusCode.OK, await device.ReportAsync(action, "closed", "success"));
        await PutAttributesAsync(
            device, """{"denseedge.model":"scene","denseedge.version":"1.4.0","denseedge.health":"good","denseedge.latency_p50_ms":"7.5"}""");

        Assert.Null(await device.LinkAsync("deploymentBase"));
        Assert.Equal(HttpStatusCode.Gone, await device.ReportAsync(action, "closed", "success"));
        DeviceDetail detail = await client.GetDeviceAsync("orin-1", CancellationToken.None);
        Assert.Equal(("in_sync", "good", "1.4.0", 7.5), (detail.State, detail.Health, detail.Version, detail.LatencyP50Ms));
        Assert.Equal("succeeded", Assert.Single(detail.Actions).State);
        string link = (await device.LinkAsync("installedBase"))!;
        Assert.EndsWith($"/installedBase/{action}", link, StringComparison.Ordinal);
        JsonElement installed = await device.GetAsync(link + "?actionHistory=5");
        Assert.Equal("FINISHED", installed.GetProperty("actionHistory").GetProperty("status").GetString());
        RolloutView done = await WaitForEndAsync(client, rollout.Id);
        Assert.Equal(("finished", 1, 0), (done.State, done.Succeeded, done.Failed));
        Assert.True(done.Settings.Start);
        DeviceTotals totals = await client.GetTotalsAsync(CancellationToken.None);
        Assert.Equal((1, 1, 1), (totals.Devices, totals.States["in_sync"], totals.Health["good"]));
        Assert.Equal(new VersionTotal { Model = "scene", Version = "1.4.0", Devices = 1 }, Assert.Single(totals.Versions));
    }

    private static async Task CheckArtifactAsync(FleetNode node, DdiDevice device, JsonElement offered)
    {
        JsonElement chunk = Assert.Single(offered.GetProperty("deployment").GetProperty("chunks").EnumerateArray());
        Assert.Equal("bApp", chunk.GetProperty("part").GetString());
        JsonElement artifact = Assert.Single(chunk.GetProperty("artifacts").EnumerateArray());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Model)), artifact.GetProperty("hashes").GetProperty("sha256").GetString());
        Assert.Equal(Model.Length, artifact.GetProperty("size").GetInt64());
        string address = artifact.GetProperty("_links").GetProperty("download-http").GetProperty("href").GetString()!;
        using HttpResponseMessage answer = await node.SendAsync(HttpMethod.Get, address, device.Authorization);
        Assert.Equal(Model, await answer.Content.ReadAsByteArrayAsync());
    }

    private static async Task PutAttributesAsync(DdiDevice device, string attributes)
    {
        using HttpResponseMessage answer = await device.SendAsync(
            HttpMethod.Put, device.Path + "/configData", $$$"""{"mode":"merge","data":{{{attributes}}}}""");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static async Task<string> WaitForLinkAsync(DdiDevice device, string name)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));
        while (true)
        {
            if (await device.LinkAsync(name) is { } link)
            {
                return link;
            }

            // Slower than a device may poll, so that waiting is no flood.
            await Task.Delay(300, patience.Token);
        }
    }

    private static async Task<RolloutView> WaitForEndAsync(FleetClient client, long id)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));
        while (true)
        {
            RolloutView rollout = await client.GetRolloutAsync(id, patience.Token);
            if (rollout.State == "finished")
            {
                return rollout;
            }

            await Task.Delay(200, patience.Token);
        }
    }
}
