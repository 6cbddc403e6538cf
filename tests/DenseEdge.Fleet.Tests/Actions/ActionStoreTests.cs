using DenseEdge.Fleet.Actions;
using DenseEdge.Fleet.Devices;
using DenseEdge.Fleet.Tests.Support;

namespace DenseEdge.Fleet.Tests.Actions;

public sealed class ActionStoreTests
{
    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Action_FromAssignmentToSuccess_MovesTheDevice(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        DeviceAction action = await AssignAsync(fleet);
        Assert.Equal(ActionState.Offered, action.State);
        DevicePoll poll = (await fleet.Store.Devices.PollAsync("cam"))!;
        Assert.Equal((action.Id, ActionState.Offered), (poll.ActionId, poll.ActionState));
        Assert.Equal((DeviceState.Pending, "1.4"), await StateAsync(fleet));

        fleet.Time.Advance(10);
        Deployment deployment = (await fleet.Store.Actions.StartAsync("cam", action.Id))!;
        Assert.Equal(ActionState.Started, deployment.Action.State);
        Assert.Equal("scene.bundle", deployment.Model.Artifacts.Single().Name);
        Assert.NotNull(await fleet.Store.Actions.StartAsync("cam", action.Id));

        var report = new NewReport
        {
            Execution = Execution.Proceeding,
            Progress = new ActionProgress(2, 5),
            Code = 7,
            Details = ["half"]
        };
        Assert.Equal(FeedbackOutcome.Accepted, await fleet.Store.Actions.ReportAsync("cam", action.Id, report));
        fleet.Time.Advance(10);
        Assert.Equal(FeedbackOutcome.Accepted,
            await fleet.ReportAsync("cam", action.Id, Execution.Closed, ExecutionResult.Success, "done"));

        DeviceAction ended = (await fleet.Store.Actions.FindAsync(action.Id))!;
        Assert.Equal(ActionState.Succeeded, ended.State);
        Assert.Equal(new ActionProgress(2, 5), ended.Progress);
        Assert.Equal(
            (10, 20), ((ended.Started!.Value - ended.Created).TotalSeconds, (ended.Ended!.Value - ended.Created).TotalSeconds));
        Assert.Equal([Execution.Proceeding, Execution.Closed], ended.Reports.Select(entry => entry.Execution));
        Assert.Equal(7, ended.Reports[0].Code);
        Device device = (await fleet.Store.Devices.FindAsync("cam"))!;
        Assert.Equal(
            ("scene", "1.4", "sha256:scene1.4", DeviceState.InSync), (device.Model, device.Version, device.Digest, device.State));
        Assert.Null((await fleet.Store.Devices.PollAsync("cam"))!.ActionId);
        Assert.Null(await fleet.Store.Actions.StartAsync("cam", action.Id));
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Report_ToAnEndedAction_IsRefusedAndChangesNothing(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        DeviceAction action = await AssignAsync(fleet);
        await fleet.Store.Actions.StartAsync("cam", action.Id);
        await fleet.ReportAsync("cam", action.Id, Execution.Closed, ExecutionResult.Failure);

        Assert.Equal(FeedbackOutcome.Ended, await fleet.ReportAsync("cam", action.Id, Execution.Closed, ExecutionResult.Success));
        Assert.Equal(FeedbackOutcome.Ended, await fleet.ReportAsync("cam", action.Id, Execution.Proceeding));
        Assert.Equal(FeedbackOutcome.Ended, await fleet.Store.Actions.ReportCancelAsync("cam", action.Id, Closed()));
        Assert.Equal(FeedbackOutcome.Ended, await fleet.Store.Actions.ConfirmAsync("cam", action.Id, true, null, []));

        Assert.Equal(ActionState.Failed, (await fleet.Store.Actions.FindAsync(action.Id))!.State);
        Assert.Equal(DeviceState.Error, (await fleet.Store.Devices.FindAsync("cam"))!.State);
        Assert.Single((await fleet.Store.Actions.FindAsync(action.Id))!.Reports);
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Anything_OfAnotherDevice_IsNotFound(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        DeviceAction action = await AssignAsync(fleet);
        await fleet.AddDeviceAsync("thief");

        Assert.Null(await fleet.Store.Actions.StartAsync("thief", action.Id));
        Assert.Equal(
            FeedbackOutcome.NotFound, await fleet.ReportAsync("thief", action.Id, Execution.Closed, ExecutionResult.Success));
        Assert.Equal(FeedbackOutcome.NotFound, await fleet.Store.Actions.ReportCancelAsync("thief", action.Id, Closed()));
        Assert.Equal(FeedbackOutcome.NotFound, await fleet.Store.Actions.ConfirmAsync("thief", action.Id, true, null, []));
        Assert.Null(await fleet.Store.Actions.FindCancelAsync("thief", action.Id));
        Assert.False(await fleet.Store.Actions.MayDownloadAsync("thief", action.ModelId));
        Assert.True(await fleet.Store.Actions.MayDownloadAsync("cam", action.ModelId));
        Assert.Equal(ActionState.Offered, (await fleet.Store.Actions.FindAsync(action.Id))!.State);
    }

    [Theory]
    [InlineData(Execution.Closed, ExecutionResult.Success, ActionState.Succeeded)]
    [InlineData(Execution.Closed, ExecutionResult.None, ActionState.Succeeded)]
    [InlineData(Execution.Closed, ExecutionResult.Failure, ActionState.Failed)]
    [InlineData(Execution.Canceled, ExecutionResult.None, ActionState.Canceled)]
    [InlineData(Execution.Canceled, ExecutionResult.Failure, ActionState.Canceled)]
    [InlineData(Execution.Rejected, ExecutionResult.Failure, ActionState.Started)]
    [InlineData(Execution.Proceeding, ExecutionResult.None, ActionState.Started)]
    [InlineData(Execution.Proceeding, ExecutionResult.Failure, ActionState.Started)]
    [InlineData(Execution.Scheduled, ExecutionResult.None, ActionState.Started)]
    [InlineData(Execution.Resumed, ExecutionResult.Success, ActionState.Started)]
    [InlineData(Execution.Download, ExecutionResult.None, ActionState.Started)]
    [InlineData(Execution.Downloaded, ExecutionResult.None, ActionState.Started)]
    public async Task Report_EveryExecution_MovesTheActionAsHawkBitDoes(
        Execution execution, ExecutionResult result, ActionState expected)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(DatabaseKind.Sqlite);
        DeviceAction action = await AssignAsync(fleet);

        Assert.Equal(FeedbackOutcome.Accepted, await fleet.ReportAsync("cam", action.Id, execution, result));

        Assert.Equal(expected, (await fleet.Store.Actions.FindAsync(action.Id))!.State);
    }

    [Theory]
    [InlineData(Execution.Canceled, ExecutionResult.None, ActionState.Canceled)]
    [InlineData(Execution.Closed, ExecutionResult.Success, ActionState.Canceled)]
    [InlineData(Execution.Closed, ExecutionResult.None, ActionState.Canceled)]
    [InlineData(Execution.Closed, ExecutionResult.Failure, ActionState.Started)]
    [InlineData(Execution.Rejected, ExecutionResult.None, ActionState.Started)]
    [InlineData(Execution.Proceeding, ExecutionResult.None, ActionState.Canceling)]
    public async Task ReportCancel_EveryExecution_ConfirmsOrRefuses(
        Execution execution, ExecutionResult result, ActionState expected)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(DatabaseKind.Sqlite);
        DeviceAction action = await AssignAsync(fleet);
        await fleet.Store.Actions.StartAsync("cam", action.Id);
        await fleet.Store.Actions.CancelAsync(action.Id, force: false);
        Assert.NotNull(await fleet.Store.Actions.FindCancelAsync("cam", action.Id));

        var report = new NewReport { Execution = execution, Result = result };
        Assert.Equal(FeedbackOutcome.Accepted, await fleet.Store.Actions.ReportCancelAsync("cam", action.Id, report));

        Assert.Equal(expected, (await fleet.Store.Actions.FindAsync(action.Id))!.State);
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Report_BeyondTheLimit_OnlyTheFinalOneIsTaken(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(
            kind, new FleetLimits { ReportsPerAction = 3, DetailsPerReport = 2, CharactersPerReport = 10 });
        DeviceAction action = await AssignAsync(fleet);
        await fleet.Store.Actions.StartAsync("cam", action.Id);

        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(FeedbackOutcome.Accepted, await fleet.ReportAsync(
                "cam", action.Id, Execution.Proceeding, ExecutionResult.None, "12345678", "abcdef", "x"));
        }

        Assert.Equal(FeedbackOutcome.TooMany, await fleet.ReportAsync("cam", action.Id, Execution.Proceeding));
        Assert.Equal(
            FeedbackOutcome.Accepted, await fleet.ReportAsync("cam", action.Id, Execution.Closed, ExecutionResult.Success));

        DeviceAction ended = (await fleet.Store.Actions.FindAsync(action.Id))!;
        Assert.Equal(4, ended.Reports.Count);
        Assert.Equal(["12345678", "ab", "(cut: 3 lines of 15 characters came)"], ended.Reports[0].Details);
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Assign_WhileOneIsOffered_CancelsTheOlderAtOnce(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        DeviceAction older = await AssignAsync(fleet);
        await fleet.PublishAsync("1.5");

        DeviceAction newer = await fleet.Store.Actions.AssignAsync(
            new NewAssignment { Device = "cam", Model = "scene", Version = "1.5", Forced = false });

        older = (await fleet.Store.Actions.FindAsync(older.Id))!;
        Assert.Equal(ActionState.Canceled, older.State);
        Assert.Equal(["superseded by a newer action"], older.Reports.Single().Details);
        Assert.Equal(newer.Id, (await fleet.Store.Devices.PollAsync("cam"))!.ActionId);
        Assert.False(newer.Forced);
        Assert.Null(await fleet.Store.Actions.StartAsync("cam", older.Id));
        Assert.Equal((DeviceState.Pending, "1.5"), await StateAsync(fleet));
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Assign_WhileOneIsStarted_AsksTheDeviceToCancelFirst(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        DeviceAction older = await AssignAsync(fleet);
        await fleet.Store.Actions.StartAsync("cam", older.Id);
        await fleet.PublishAsync("1.5");
        DeviceAction newer =
            await fleet.Store.Actions.AssignAsync(new NewAssignment { Device = "cam", Model = "scene", Version = "1.5" });

        DevicePoll poll = (await fleet.Store.Devices.PollAsync("cam"))!;
        Assert.Equal((older.Id, ActionState.Canceling), (poll.ActionId, poll.ActionState));

        await fleet.Store.Actions.ReportCancelAsync("cam", older.Id, Closed());
        poll = (await fleet.Store.Devices.PollAsync("cam"))!;
        Assert.Equal((newer.Id, ActionState.Offered), (poll.ActionId, poll.ActionState));
        Assert.Equal((DeviceState.Pending, "1.5"), await StateAsync(fleet));
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Cancel_OfferedOrForced_EndsAtOnceAndSettlesTheDevice(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        DeviceAction action = await AssignAsync(fleet);
        Assert.Equal(ActionState.Canceled, (await fleet.Store.Actions.CancelAsync(action.Id, force: false)).State);
        Assert.Equal((DeviceState.Unknown, null), await StateAsync(fleet));
        await Assert.ThrowsAsync<FleetException>(() => fleet.Store.Actions.CancelAsync(action.Id, force: true));
        await Assert.ThrowsAsync<FleetException>(() => fleet.Store.Actions.CancelAsync(9999, force: true));

        DeviceAction second =
            await fleet.Store.Actions.AssignAsync(new NewAssignment { Device = "cam", Model = "scene", Version = "1.4" });
        await fleet.Store.Actions.StartAsync("cam", second.Id);
        Assert.Equal(ActionState.Canceled, (await fleet.Store.Actions.CancelAsync(second.Id, force: true)).State);
        Assert.Equal(FeedbackOutcome.Ended, await fleet.ReportAsync("cam", second.Id, Execution.Closed, ExecutionResult.Success));
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Confirm_DeniedThenConfirmed_OffersOnlyThen(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        DeviceAction action = await AssignAsync(fleet, confirmation: true);
        Assert.Equal(ActionState.WaitingConfirmation, (await fleet.Store.Devices.PollAsync("cam"))!.ActionState);
        Assert.NotNull(await fleet.Store.Actions.FindConfirmationAsync("cam", action.Id));
        Assert.Null(await fleet.Store.Actions.StartAsync("cam", action.Id));
        Assert.Equal(
            FeedbackOutcome.NotFound, await fleet.ReportAsync("cam", action.Id, Execution.Closed, ExecutionResult.Success));

        Assert.Equal(FeedbackOutcome.Accepted, await fleet.Store.Actions.ConfirmAsync("cam", action.Id, false, -1, ["busy"]));
        Assert.Equal(ActionState.WaitingConfirmation, (await fleet.Store.Actions.FindAsync(action.Id))!.State);
        Assert.Equal(FeedbackOutcome.Accepted, await fleet.Store.Actions.ConfirmAsync("cam", action.Id, true, null, []));

        Assert.Equal(ActionState.Offered, (await fleet.Store.Actions.FindAsync(action.Id))!.State);
        Assert.Null(await fleet.Store.Actions.FindConfirmationAsync("cam", action.Id));
        Assert.Equal(FeedbackOutcome.NotFound, await fleet.Store.Actions.ConfirmAsync("cam", action.Id, true, null, []));
        Assert.NotNull(await fleet.Store.Actions.StartAsync("cam", action.Id));
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task AutoConfirm_TurnedOn_ConfirmsWhatWaitsAndWhatComes(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        DeviceAction action = await AssignAsync(fleet, confirmation: true);

        await fleet.Store.Devices.SetAutoConfirmAsync("cam", true);
        Assert.Equal(ActionState.Offered, (await fleet.Store.Actions.FindAsync(action.Id))!.State);
        Assert.True((await fleet.Store.Devices.PollAsync("cam"))!.AutoConfirm);

        DeviceAction next = await fleet.Store.Actions.AssignAsync(
            new NewAssignment { Device = "cam", Model = "scene", Version = "1.4", Confirmation = true });
        Assert.Equal(ActionState.Offered, next.State);
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Assign_UnknownDeviceOrVersion_IsNotFound(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        await AssignAsync(fleet);
        Assert.Equal(FleetFault.NotFound, (await Assert.ThrowsAsync<FleetException>(() => fleet.Store.Actions.AssignAsync(
            new NewAssignment { Device = "no", Model = "scene", Version = "1.4" }))).Fault);
        Assert.Equal(FleetFault.NotFound, (await Assert.ThrowsAsync<FleetException>(() => fleet.Store.Actions.AssignAsync(
            new NewAssignment { Device = "cam", Model = "scene", Version = "9" }))).Fault);
        Assert.Equal(1, (await fleet.Store.Actions.TotalsAsync())[ActionState.Offered]);
        Assert.Single(await fleet.Store.Actions.ListAsync("cam"));
    }

    private static NewReport Closed() => new() { Execution = Execution.Closed };

    private static async Task<DeviceAction> AssignAsync(TestFleet fleet, bool confirmation = false)
    {
        await fleet.AddDeviceAsync("cam");
        await fleet.PublishAsync("1.4");
        return await fleet.Store.Actions.AssignAsync(
            new NewAssignment { Device = "cam", Model = "scene", Version = "1.4", Confirmation = confirmation });
    }

    private static async Task<(DeviceState State, string? Assigned)> StateAsync(TestFleet fleet)
    {
        Device device = (await fleet.Store.Devices.FindAsync("cam"))!;
        return (device.State, device.AssignedVersion);
    }
}
