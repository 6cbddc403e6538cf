using System.Net;
using DenseEdge.Cli.Fleet;
using DenseEdge.Cli.Running;

namespace DenseEdge.Cli.Tests.Fleet;

public sealed class WatchVerbTests
{
    // The rollout changed: the watch asks again without waiting for its longest interval.
    private const string Change = "event: change\ndata: {\"kind\":\"rollout\",\"id\":\"7\",\"revision\":1}\n\n";

    [Fact]
    public async Task Watch_OfARolloutThatFinishes_TellsEveryStepOnceAndSucceeds()
    {
        PreparedServer server = new PreparedServer { Events = string.Concat(Enumerable.Repeat(Change, 9)) }
            .With(HttpStatusCode.OK, RolloutAnswers.Json("running", 1))
            .With(HttpStatusCode.OK, RolloutAnswers.Json("running", 1))
            .With(HttpStatusCode.OK, RolloutAnswers.Json("finished", 2));

        (int code, string[] lines) = await WatchAsync(server);

        Assert.Equal(ExitCodes.Done, code);
        Assert.Equal(2, lines.Length);
        Assert.EndsWith("rollout 7 running: 1 of 5 succeeded, 0 failed, 0 at work; canary running 1/2, 100% waiting 0/3", lines[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("paused")]
    [InlineData("aborted")]
    public async Task Watch_OfARolloutThatStops_TellsTheShellAndWhy(string state)
    {
        PreparedServer server = new PreparedServer().With(HttpStatusCode.OK, RolloutAnswers.Json(state, 1, "too many failed"));

        (int code, string[] lines) = await WatchAsync(server);

        Assert.Equal(ExitCodes.RolloutStopped, code);
        Assert.Contains($"{state} (too many failed)", Assert.Single(lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_OfAServerThatRestarts_GoesOn()
    {
        PreparedServer server = new PreparedServer { Events = string.Concat(Enumerable.Repeat(Change, 9)) }
            .WithFault()
            .With(HttpStatusCode.OK, RolloutAnswers.Json("finished", 2));

        (int code, string[] lines) = await WatchAsync(server);

        Assert.Equal(ExitCodes.Done, code);
        Assert.Contains("found none: Connection refused", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_OfNoRollout_Fails()
    {
        PreparedServer server = new PreparedServer().With(
            HttpStatusCode.NotFound, """{"detail":"There is no rollout 7."}""", "application/problem+json");

        Assert.Equal(
            "There is no rollout 7.",
            (await Assert.ThrowsAsync<FleetApi.FleetException>(() => WatchAsync(server))).Message);
    }

    private static async Task<(int Code, string[] Lines)> WatchAsync(PreparedServer server)
    {
        using StringWriter output = new();
        using FleetSession session = new(server.Client(), isJson: false, output);
        LineRolloutDisplay display = new(output, isJson: false, TimeProvider.System);
        int code = await WatchVerb.FollowAsync(
            session, id: 7, follow: false, display, TimeSpan.FromSeconds(5), CancellationToken.None);
        return (code, output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
