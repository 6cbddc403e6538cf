using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using DenseEdge.FleetApi;
using DenseEdge.FleetServer.Artifacts;
using DenseEdge.FleetServer.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace DenseEdge.FleetServer.Tests.Management;

public sealed class ManagementTests(NodeFixture fixture) : IClassFixture<NodeFixture>
{
    private readonly FleetNode _node = fixture.Node;

    [Fact]
    public async Task Change_OfARollout_IsInTheAuditLogWithActorObjectOutcomeAndAddress()
    {
        await _node.PublishAsync("audited", "1.0.0", [1]);
        using FleetClient client = _node.Client(_node.Operator);
        RolloutView rollout = await client.CreateRolloutAsync(
            new NewRollout { Model = "audited", Version = "1.0.0", Groups = [new NewGroup { Percent = 100 }] },
            CancellationToken.None);
        using HttpResponseMessage refused = await _node.SendAsync(
            HttpMethod.Post, $"/api/v1/rollouts/{rollout.Id}/start", $"Bearer {_node.Viewer}");
        await client.SteerRolloutAsync(rollout.Id, RolloutCommand.Abort, CancellationToken.None);
        using HttpResponseMessage late = await _node.SendAsync(
            HttpMethod.Post, $"/api/v1/rollouts/{rollout.Id}/pause", $"Bearer {_node.Operator}");

        IReadOnlyList<Fleet.Audit.AuditEntry> entries = (await _node.Store.Audit.ListAsync()).Items;

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Conflict), (refused.StatusCode, late.StatusCode));
        string subject = $"rollout/{rollout.Id}";
        Assert.Equal(
            [
                ("operator", "rollout.create", "201 audited 1.0.0"), ("viewer", "rollout.start", "403"),
                ("operator", "rollout.abort", "200"), ("operator", "rollout.pause", "409"),
            ],
            entries.Reverse().Where(entry => entry.Subject == subject).Select(entry => (entry.Who, entry.What, entry.Detail!)));
        Assert.All(entries, entry => Assert.Equal("127.0.0.1", entry.Address));
    }

    [Fact]
    public async Task Events_WhileADeviceIsMade_TellOfIt()
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));
        using FleetClient client = _node.Client(_node.Viewer);
        await using IAsyncEnumerator<ChangeEvent> events = client.ReadEventsAsync(patience.Token).GetAsyncEnumerator(patience.Token);
        ValueTask<bool> first = events.MoveNextAsync();
        using FleetClient maker = _node.Client(_node.Operator);
        for (int made = 0; !first.IsCompleted; made++)
        {
            // The stream may not be open yet: a change comes again until one is seen.
            await maker.CreateDeviceAsync(new NewDevice { Id = $"event-{made}" }, patience.Token);
            await Task.Delay(500, patience.Token);
        }

        Assert.True(await first);
        Assert.Equal("device", events.Current.Kind);
        Assert.True(events.Current.Revision > 0);
    }

    [Fact]
    public async Task Rollout_WithoutThresholds_HasTheDefaultsOfItsRecord()
    {
        await _node.PublishAsync("defaults", "1.0.0", [1]);
        using HttpResponseMessage answer = await _node.SendAsync(
            HttpMethod.Post, "/api/v1/rollouts", $"Bearer {_node.Operator}",
            """{"model":"defaults","version":"1.0.0","groups":[{"percent":100}]}""");

        JsonElement settings = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("settings");

        Assert.Equal(
            (95.0, 5.0, 1, 1),
            (settings.GetProperty("success_percent").GetDouble(), settings.GetProperty("error_percent").GetDouble(),
                settings.GetProperty("minimum_count").GetInt32(), settings.GetProperty("attempts").GetInt32()));
    }

    [Fact]
    public async Task Filter_WithAFault_SaysWhereItIs()
    {
        using HttpResponseMessage answer = await _node.SendAsync(
            HttpMethod.Get, "/api/v1/devices?filter=" + Uri.EscapeDataString("board=orin and ="), $"Bearer {_node.Viewer}");

        FleetProblem problem = JsonSerializer.Deserialize(
            await answer.Content.ReadAsStringAsync(), FleetJson.Default.FleetProblem)!;

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(16, problem.Position);
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("a/b.bin")]
    [InlineData(".hidden")]
    [InlineData("a b")]
    [InlineData("")]
    public async Task Model_WithAFileNameThatIsNone_IsRefused(string file)
    {
        using HttpResponseMessage answer = await _node.SendAsync(
            HttpMethod.Post, $"/api/v1/models?model=m&version=1&file={Uri.EscapeDataString(file)}", $"Bearer {_node.Operator}", "x");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Model_ThatIsNoBundleAndHasNoName_IsRefusedAndLeavesNothing()
    {
        using HttpResponseMessage answer = await _node.SendAsync(
            HttpMethod.Post, "/api/v1/models?file=a.bundle", $"Bearer {_node.Operator}", "no bundle");

        string body = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain(_node.Folder, body, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.Combine(_node.Folder, "artifacts", "uploads")));
    }

    [Fact]
    public async Task Model_AgainWithAnotherContent_Is409AndTheOldFileStays()
    {
        byte[] content = [1, 2, 3, 4];
        await _node.PublishAsync("kept", "1.0.0", content);

        FleetException refused = await Assert.ThrowsAsync<FleetException>(() => _node.PublishAsync("kept", "1.0.0", [9, 9]));

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        string digest = Convert.ToHexStringLower(SHA256.HashData(content));
        Assert.True(File.Exists(Path.Combine(_node.Folder, "artifacts", digest[..2], digest)));
        string other = Convert.ToHexStringLower(SHA256.HashData([9, 9]));
        foreach (string file in Directory.GetFiles(Path.Combine(_node.Folder, "artifacts"), "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(file, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-1));
        }

        await _node.App.Services.GetRequiredService<IArtifactStore>().CollectAsync(
            sha256 => _node.Store.Repository.IsNeededAsync(sha256), CancellationToken.None);
        Assert.False(File.Exists(Path.Combine(_node.Folder, "artifacts", other[..2], other)));
        Assert.True(File.Exists(Path.Combine(_node.Folder, "artifacts", digest[..2], digest)));
    }

    [Fact]
    public async Task Repository_OfSignedFiles_IsReadByAnyoneAndOnlyTheTimestampChanges()
    {
        Assert.Equal(HttpStatusCode.Created, await PutAsync("metadata/1.root.json", "one"));
        Assert.Equal(HttpStatusCode.NoContent, await PutAsync("metadata/1.root.json", "one"));
        Assert.Equal(HttpStatusCode.Conflict, await PutAsync("metadata/1.root.json", "two"));
        Assert.Equal(HttpStatusCode.Created, await PutAsync("metadata/timestamp.json", "one"));
        Assert.Equal(HttpStatusCode.Created, await PutAsync("metadata/timestamp.json", "two"));
        Assert.Equal(HttpStatusCode.Created, await PutAsync("targets/models/scene/1.0.0/0ff2.sha256:0ff2", "0123456789"));

        using HttpResponseMessage root = await _node.SendAsync(HttpMethod.Get, "/repository/metadata/1.root.json");
        using HttpResponseMessage timestamp = await _node.SendAsync(HttpMethod.Get, "/repository/metadata/timestamp.json");
        using HttpRequestMessage request = new(HttpMethod.Get, "/repository/targets/models/scene/1.0.0/0ff2.sha256%3A0ff2");
        request.Headers.Range = new System.Net.Http.Headers.RangeHeaderValue(4, 6);
        using HttpResponseMessage part = await _node.Http.SendAsync(request);

        Assert.Equal(("one", "two", "456"), (await TextAsync(root), await TextAsync(timestamp), await TextAsync(part)));
        Assert.Contains("immutable", root.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("metadata/..%2f..%2ffleet.db")]
    [InlineData("metadata/%2e%2e/%2e%2e/fleet.db")]
    [InlineData("metadata/.htaccess")]
    [InlineData("keys/root.pem")]
    [InlineData("targets//x")]
    public async Task Repository_WithTricksInAPath_IsRefused(string path)
    {
        HttpStatusCode put = await PutAsync(path, "x");
        using HttpResponseMessage get = await _node.SendAsync(HttpMethod.Get, "/repository/" + path);

        Assert.True(put is HttpStatusCode.BadRequest or HttpStatusCode.NotFound, $"{put}");
        Assert.Equal(HttpStatusCode.NotFound, get.StatusCode);
    }

    [Fact]
    public async Task Export_AsCsv_HasNoFormulaOfADevice()
    {
        DdiDevice device = await _node.AddDeviceAsync("=1+1");
        using HttpResponseMessage put = await _node.SendAsync(
            HttpMethod.Put, "/default/controller/v1/%3D1%2B1/configData", device.Authorization,
            """{"data":{"denseedge.board":"@orin,\"x\"","denseedge.model":"m","denseedge.version":"1","denseedge.latency_p50_ms":"2.5"}}""");
        using HttpResponseMessage answer = await _node.SendAsync(
            HttpMethod.Get, "/api/v1/reports/export?format=csv", $"Bearer {_node.Viewer}");

        string line = Assert.Single((await TextAsync(answer)).Split("\r\n"), one => one.Contains("1+1", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.StartsWith("'=1+1,\"'@orin,\"\"x\"\"\",m,1,", line, StringComparison.Ordinal);
        Assert.Contains(",2.5,", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ready_WhileTheDatabaseAnswers_Is200()
    {
        using HttpResponseMessage answer = await _node.SendAsync(HttpMethod.Get, "/health/ready");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Answer_ToABrowser_HasHeadersThatKeepOthersOut()
    {
        using HttpResponseMessage answer = await _node.SendAsync(HttpMethod.Get, "/health/live");

        Assert.Contains("default-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.False(answer.Headers.Contains("Server"));
    }

    private async Task<HttpStatusCode> PutAsync(string path, string content)
    {
        using HttpResponseMessage answer = await _node.SendAsync(
            HttpMethod.Put, "/api/v1/repository/" + path, $"Bearer {_node.Operator}", content);
        return answer.StatusCode;
    }

    private static Task<string> TextAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync();
}
