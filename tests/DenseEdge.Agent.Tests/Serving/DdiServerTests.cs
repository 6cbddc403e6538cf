using DenseEdge.Agent.Health;
using DenseEdge.Agent.Tests.Crashing;
using DenseEdge.Agent.Updating;

namespace DenseEdge.Agent.Tests.Serving;

/// <summary>What a device does at a server's word, and what it says about it.</summary>
public sealed class DdiServerTests : IAsyncLifetime, IDisposable
{
    private static readonly TestBundle Old = new("1.0.0", 1);
    private static readonly TestBundle New = new("1.1.0", 2);

    private readonly DdiTestServer _server = new();
    private ServedDevice _device = null!;

    public async Task InitializeAsync() => _device = new ServedDevice(await Device.With(Old), _server, Old, New);

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _device.Dispose();
        _server.Dispose();
    }

    [Fact]
    public async Task Poll_WithNothingToDo_WritesNothingAndSpendsNothing()
    {
        Assert.Equal(UpdateOutcome.Current, (await _device.PollAsync()).Outcome);
        int steps = _device.Device.Disk.Steps.Count;

        await _device.PollAsync();

        Assert.Equal(steps, _device.Device.Disk.Steps.Count);
        Assert.Equal(TimeSpan.FromSeconds(30), _device.Interval);
        Assert.NotNull(_server.Requests.Last().Tag);
        Assert.All(_server.Requests, request => Assert.Equal($"TargetToken {DdiTestServer.Token}", request.Authorization));
    }

    [Fact]
    public async Task Poll_OfAnAction_InstallsAndTellsEveryStep()
    {
        Offer("17", New);

        Assert.Equal(UpdateOutcome.Committed, (await _device.PollAsync()).Outcome);

        Assert.Equal(New, _device.Device.WholeActive(Old, New));
        Assert.Empty(_server.Ends);
        Assert.Equal(
            ["Downloading", "Verified", "Preparing", "Trial", "Committed"],
            _server.Feedback.Where(said => said.Execution == "proceeding").Select(said => said.Details.Split(':')[0]));

        Device.Pass(_device.Machine);
        await _device.PollAsync();
        Assert.Equal(["success"], _server.Ends);
        Assert.Contains("trial: passed", _server.Feedback.Last().Details, StringComparison.Ordinal);
        Assert.Empty(_device.Machine.Record.Reports);
    }

    [Fact]
    public async Task Poll_OfAModelThatFailsItsTrial_TellsWhyAndKeepsTheOldOne()
    {
        Offer("17", New);
        _device.Device.Trial.Passes = false;

        await _device.PollAsync();

        Assert.Equal(Old, _device.Device.WholeActive(Old, New));
        Assert.Equal(["failure"], _server.Ends);
        Assert.Contains("depth is off by 3 m.", _server.Feedback.Last().Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Poll_AfterTheHealthWindowTookTheModelBack_TellsOfAFailure()
    {
        Offer("17", New);
        await _device.PollAsync();

        _device.Machine.Watch(TimeSpan.FromSeconds(1), new HealthVerdict("The app 'arm' reports: misses the crate."));
        await _device.PollAsync();

        Assert.Equal(["failure"], _server.Ends);
        Assert.Contains("misses the crate", _server.Feedback.Last().Details, StringComparison.Ordinal);
        Assert.Equal(Old, _device.Device.WholeActive(Old, New));
    }

    [Fact]
    public async Task Poll_AfterALostAnswer_TellsAgainAndInstallsNothingTwice()
    {
        Offer("17", New);
        await _device.PollAsync();
        Device.Pass(_device.Machine);
        _server.AnswersToLose = 1;

        UpdateResult lost = await _device.PollAsync();
        Assert.Equal(UpdateFailure.Network, lost.Failure);
        long sequence = _device.Machine.Active!.Sequence;
        await _device.PollAsync();

        Assert.Equal(["success", "success"], _server.Ends);
        Assert.Equal(sequence, _device.Machine.Active!.Sequence);
        Assert.Empty(_device.Machine.Record.Reports);
    }

    [Fact]
    public async Task Poll_OfAnActionWhoseModelRuns_TellsOfSuccessAtOnce()
    {
        Offer("17", Old);

        Assert.Equal(UpdateOutcome.Current, (await _device.PollAsync()).Outcome);

        Assert.Equal(["success"], _server.Ends);
        Assert.Equal(0, _device.Device.Trial.Runs);
    }

    [Fact]
    public async Task Poll_WhileAnAppIsBusy_TellsOnceThatItWaits()
    {
        Offer("17", New);
        _device.Device.Gate.BusyFor.Add(UpdateState.Preparing);

        await _device.PollAsync();
        await _device.PollAsync();

        Assert.Single(_server.Feedback, said => said.Details.EndsWith("the harvester is cutting", StringComparison.Ordinal)
            && !said.Details.StartsWith("Verified", StringComparison.Ordinal));
        Assert.Empty(_server.Ends);
        _device.Device.Gate.BusyFor.Clear();
        await _device.UpdateAsync();
        Assert.Equal(["success"], _server.Ends);
    }

    [Fact]
    public async Task Poll_OfACancellationBeforeTheSwitch_GivesUpAndPinsNothing()
    {
        Offer("17", New);
        _device.Device.Gate.BusyFor.Add(UpdateState.Preparing);
        await _device.PollAsync();
        _server.Cancels = true;

        await _device.PollAsync();

        Assert.Equal([("closed", "success")], _server.CancelFeedback);
        Assert.Equal((UpdateState.Idle, 0), (_device.Machine.Record.State, _device.Machine.Record.Bad.Count));
        Assert.Null(_device.Device.Store.Find(New.Digest));
        _device.Device.Gate.BusyFor.Clear();
        Offer("18", New);
        await _device.UpdateAsync();
        Assert.Equal(New, _device.Device.WholeActive(Old, New));
    }

    [Fact]
    public async Task Poll_OfACancellationAfterTheSwitch_RefusesIt()
    {
        Offer("17", New);
        await _device.PollAsync();
        _server.Cancels = true;

        await _device.PollAsync();

        Assert.Equal([("rejected", "none")], _server.CancelFeedback);
        Assert.Equal(New, _device.Device.WholeActive(Old, New));
        Device.Pass(_device.Machine);
        await _device.PollAsync();
        Assert.Equal(["success"], _server.Ends);
    }

    [Fact]
    public async Task Poll_AfterTheActionVanished_GivesUp()
    {
        Offer("17", New);
        _device.Device.Gate.BusyFor.Add(UpdateState.Preparing);
        await _device.PollAsync();
        _server.ActionId = null;

        await _device.PollAsync();

        Assert.Null(_device.Machine.Record.Candidate);
        Assert.Equal(Old, _device.Device.WholeActive(Old, New));
    }

    [Fact]
    public async Task Poll_OfAServerThatIsDown_GoesOnWithWhatIsHere()
    {
        Offer("17", New);
        _device.Device.Gate.BusyFor.Add(UpdateState.Preparing);
        await _device.PollAsync();
        _device.Device.Gate.BusyFor.Clear();
        _server.AlwaysAnswers = 503;

        Assert.Equal(UpdateOutcome.Committed, (await _device.PollAsync()).Outcome);
        Device.Pass(_device.Machine);
        Assert.Equal(UpdateFailure.Network, (await _device.PollAsync()).Failure);

        _server.AlwaysAnswers = 0;
        await _device.PollAsync();
        Assert.Equal(["success"], _server.Ends);
    }

    [Fact]
    public async Task Poll_WithTheWrongToken_SaysWhatToCheck()
    {
        _server.AlwaysAnswers = 401;

        UpdateResult result = await _device.PollAsync();

        Assert.Equal((UpdateOutcome.Failed, UpdateFailure.Network), (result.Outcome, result.Failure));
        Assert.Contains("server.device_id ('cam-7') and its token", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Poll_WhilePaused_AsksForNoAssignment()
    {
        Offer("17", New);
        _device.Machine.SetPaused(true);

        Assert.Equal(UpdateOutcome.Paused, (await _device.PollAsync()).Outcome);

        Assert.DoesNotContain(_server.Requests, request => request.Line.Contains("deploymentBase", StringComparison.Ordinal));
        _device.Machine.SetPaused(false);
        Assert.Equal(UpdateOutcome.Committed, (await _device.PollAsync()).Outcome);
    }

    [Fact]
    public async Task Poll_OfAnAssignmentThatIsNone_TellsOfAFailure()
    {
        Offer("17", New);
        _server.Chunk.Remove("version");

        Assert.Equal(UpdateOutcome.Refused, (await _device.PollAsync()).Outcome);

        await _device.PollAsync();
        Assert.Equal(["failure"], _server.Ends);
        Assert.Contains("a name and a version", _server.Feedback.Last().Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Poll_WhenAsked_TellsWhatTheDeviceIs()
    {
        await _device.PollAsync();
        Assert.Equal(1, _server.AttributesTold);
        _device.Health.Watch(Old.Digest);
        _device.Health.Report("arm", new AppReport(true, null, null) { Latency = new AppLatency(7, 9.5, 12.25, 900) });
        _server.WantsAttributes = true;

        await _device.PollAsync();
        await _device.PollAsync();

        Assert.Equal(2, _server.AttributesTold);
        Assert.Equal(
            ("scene", "1.0.0", Old.Digest, "good", "test-bench", "7", "9.5", "12.25", "900"),
            (At("model"), At("version"), At("digest"), At("health"), At("board"), At("latency_p50_ms"), At("latency_p95_ms"),
                At("latency_p99_ms"), At("latency_n")));

        string At(string name) => _server.Attributes["denseedge." + name];
    }

    [Fact]
    public async Task Poll_AfterAnUpdate_TellsTheNewVersionUnasked()
    {
        Offer("17", New);

        await _device.UpdateAsync();

        Assert.Equal("1.1.0", _server.Attributes["denseedge.version"]);
    }

    private void Offer(string actionId, TestBundle bundle)
        => _server.Offer(actionId, "scene", bundle.Offer.Version, [1, 2, 3], bundle.Digest, bundle.Offer.Release);
}
