using System.Net.Http.Json;
using System.Text.Json;
using DenseEdge.Cli.Fleet;

namespace DenseEdge.Cli.Tests.Fleet;

public sealed class FleetCommandTests
{
    private const int MostPolls = 200;

    [Fact]
    [Trait("Category", "long")]
    public async Task Fleet_FromServeToReport_WorksAsAUserRunsIt()
    {
        await using FleetServerProcess server = await FleetServerProcess.StartAsync();
        string file = Path.Combine(server.Folder, "scene.swu");
        await File.WriteAllTextAsync(file, "a model");
        string token = Json(await server.RunAsync("devices", "add", "cam-1", "--tag", "hall", "--json")).GetProperty("token").GetString()!;
        Assert.Equal("scene", Json(await server.RunAsync("publish", file, "--model", "scene", "--version", "1.4", "--json")).GetProperty("model").GetString());
        using HttpClient device = new() { BaseAddress = new Uri($"{server.Address}/default/controller/v1/") };
        device.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"TargetToken {token}");
        await ReportAsync(device);
        JsonElement rollout = Json(await server.RunAsync(
            "rollout", "create", "--model", "scene", "--version", "1.4", "--filter", "tag=hall and board=orin-nano", "--start", "--json"));

        Task<(int Code, string Output)> watch = server.RunAsync("rollout", "watch", $"{rollout.GetProperty("id").GetInt64()}");
        await UpdateAsync(device);
        (int code, string lines) = await watch;

        Assert.Equal(0, code);
        Assert.Contains("finished: 1 of 1 succeeded", lines, StringComparison.Ordinal);
        Assert.Contains("orin-nano", (await server.RunAsync("report", "boards")).Output, StringComparison.Ordinal);
        Assert.Contains("rollout.create", (await server.RunAsync("audit")).Output, StringComparison.Ordinal);
        (int refused, string words) = await server.RunAsync("devices", "list", "board=");
        Assert.Equal((1, true), (refused, words.Contains("character 7", StringComparison.Ordinal)));
        Assert.Equal(0, await server.StopAsync());
    }

    [Theory]
    [InlineData(true, "fleet", "serve", "--data", "x")]
    [InlineData(true, "fleet", "restore", "dump")]
    [InlineData(true, "fleet", "admin-token", "--name", "anna")]
    [InlineData(false, "fleet", "rollout", "serve")]
    [InlineData(false, "serve")]
    public void CommandLine_OfTheServersOwnVerbs_IsHandedOn(bool isHandedOn, params string[] words)
        => Assert.Equal(isHandedOn, FleetServerProgram.IsFor(words));

    private static JsonElement Json((int Code, string Output) answer)
    {
        Assert.True(answer.Code == 0, answer.Output);
        return JsonDocument.Parse(answer.Output).RootElement;
    }

    private static async Task ReportAsync(HttpClient device)
    {
        using HttpResponseMessage answer = await device.PutAsJsonAsync(
            "cam-1/configData", new { mode = "merge", data = new Dictionary<string, string> { ["denseedge.board"] = "orin-nano" } });
        answer.EnsureSuccessStatusCode();
    }

    private static async Task UpdateAsync(HttpClient device)
    {
        for (int polls = 0; polls < MostPolls; polls++)
        {
            JsonElement poll = await device.GetFromJsonAsync<JsonElement>("cam-1");
            if (poll.GetProperty("_links").TryGetProperty("deploymentBase", out JsonElement link))
            {
                JsonElement offered = await device.GetFromJsonAsync<JsonElement>(link.GetProperty("href").GetString());
                using HttpResponseMessage answer = await device.PostAsJsonAsync(
                    $"cam-1/deploymentBase/{offered.GetProperty("id").GetString()}/feedback",
                    new { status = new { execution = "closed", result = new { finished = "success" } } });
                answer.EnsureSuccessStatusCode();
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(400));
        }

        Assert.Fail($"The device was offered nothing in {MostPolls} polls.");
    }
}
