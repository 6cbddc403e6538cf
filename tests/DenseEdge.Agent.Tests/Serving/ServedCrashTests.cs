using DenseEdge.Agent.Tests.Crashing;
using DenseEdge.Agent.Updating;
using Xunit.Abstractions;

namespace DenseEdge.Agent.Tests.Serving;

/// <summary>The power goes at every step of an update that a server wants; the server goes on. Afterwards the device has a whole
/// model, ends the action, and the server hears of its end, the right one, with the model switched once.</summary>
public sealed class ServedCrashTests(ITestOutputHelper output)
{
    private static readonly TestBundle Old = new("1.0.0", 1);
    private static readonly TestBundle New = new("1.1.0", 2);
    private static readonly Survival[] Both = [Survival.WrittenIsKept, Survival.UnsyncedIsLost];

    [Fact]
    public async Task Update_CutAnywhere_EndsWithOneSwitchAndIsToldOf()
        => await RunAsync(passes: true, New, "success", switches: 1);

    [Fact]
    public async Task Rejection_CutAnywhere_EndsWithTheOldModelAndIsToldOf()
        => await RunAsync(passes: false, Old, "failure", switches: 0);

    [Fact]
    public async Task Cancellation_CutAnywhere_EndsWithTheOldModelAndIsConfirmed()
    {
        Device before = await Device.With(Old);
        before.Gate.BusyFor.Add(UpdateState.Preparing);
        using (DdiTestServer first = new())
        using (ServedDevice waiting = new(before, first, New))
        {
            Offer(first);
            await waiting.PollAsync();
            Assert.Equal(UpdateState.Verified, waiting.Machine.Record.State);
        }

        using DdiTestServer server = new();
        int points = await new CrashMatrix(
            before.Disk.Restart(Survival.UnsyncedIsLost),
            async device =>
            {
                Offer(server);
                server.Cancels = true;
                server.CancelFeedback.Clear();
                using ServedDevice served = new(device, server, New);
                await served.PollAsync();
            },
            async (device, point) =>
            {
                Offer(server);
                server.Cancels = true;
                server.CancelFeedback.Clear();
                using ServedDevice served = new(device, server, New);
                await served.PollAsync();
                Assert.True(server.CancelFeedback.SequenceEqual([("closed", "success")]), point);
                Assert.True(device.WholeActive(Old, New) == Old && served.Machine.Record.State == UpdateState.Idle, point);
                Assert.True(device.Store.Find(New.Digest) is null, point);
            }).RunAsync(Both);

        output.WriteLine($"cancellation: {points} points");
        Assert.True(points > 15, $"{points} points");
    }

    private async Task RunAsync(bool passes, TestBundle wanted, string end, int switches)
    {
        using DdiTestServer server = new();
        Device before = await Device.With(Old);
        long sequence = before.Start().Active!.Sequence;
        int points = await new CrashMatrix(
            before.Disk.Restart(Survival.UnsyncedIsLost),
            async device =>
            {
                Offer(server);
                server.Feedback.Clear();
                device.Trial.Passes = passes;
                using ServedDevice served = new(device, server, Old, New);
                await served.UpdateAsync();
            },
            async (device, point) =>
            {
                // Several disks follow from one cut, and each finds the server as the device left it.
                (string? action, var said) = (server.ActionId, server.Feedback.ToArray());
                device.Trial.Passes = passes;
                using ServedDevice served = new(device, server, Old, New);
                await served.UpdateAsync();
                await served.UpdateAsync();
                Assert.True(device.WholeActive(Old, New) == wanted, point);
                Assert.True(served.Machine.Active!.Sequence == sequence + switches, $"{served.Machine.Active.Sequence}: {point}");
                Assert.True(server.ActionId is null, $"the action is open: {point}");
                string ends = string.Join(' ', server.Ends.Distinct());
                Assert.True(ends == end, $"'{ends}': {point}");
                Assert.True(served.Machine.Record is { Reports.Count: 0, Candidate: null, State: UpdateState.Idle }, point);
                Restore(server, action, said);
            }).RunAsync(Both);

        output.WriteLine($"{end}: {points} points");
        Assert.True(points > 100, $"{points} points");
    }

    private static void Restore(
        DdiTestServer server, string? action, (string Execution, string Finished, string Details, string ActionId)[] said)
    {
        server.ActionId = action;
        server.Feedback.Clear();
        Array.ForEach(said, server.Feedback.Enqueue);
    }

    private static void Offer(DdiTestServer server)
        => server.Offer("17", "scene", New.Offer.Version, [1, 2, 3], New.Digest, New.Offer.Release);
}
