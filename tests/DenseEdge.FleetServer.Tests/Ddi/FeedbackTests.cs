using System.Net;
using System.Text.Json;
using DenseEdge.Fleet.Actions;
using DenseEdge.FleetApi;
using DenseEdge.FleetServer.Tests.Support;

namespace DenseEdge.FleetServer.Tests.Ddi;

public sealed class FeedbackTests(NodeFixture fixture) : IClassFixture<NodeFixture>
{
    private readonly FleetNode _node = fixture.Node;

    [Theory]
    [InlineData("proceeding", "none", ActionState.Started)]
    [InlineData("download", "none", ActionState.Started)]
    [InlineData("downloaded", "none", ActionState.Started)]
    [InlineData("scheduled", "none", ActionState.Started)]
    [InlineData("resumed", "none", ActionState.Started)]
    [InlineData("rejected", "none", ActionState.Started)]
    [InlineData("canceled", "none", ActionState.Canceled)]
    [InlineData("closed", "success", ActionState.Succeeded)]
    [InlineData("closed", "failure", ActionState.Failed)]
    [InlineData("closed", "none", ActionState.Succeeded)]
    [InlineData("CLOSED", "FAILURE", ActionState.Failed)]
    public async Task Feedback_WithAnExecutionAndAResult_MovesTheActionAsHawkBitDoes(
        string execution, string finished, ActionState expected)
    {
        DdiDevice device = await _node.AddDeviceAsync($"feedback-{execution}-{finished}");
        long action = await StartAsync(device);

        Assert.Equal(HttpStatusCode.OK, await device.ReportAsync(action, execution, finished));

        Assert.Equal(expected, (await _node.Store.Actions.FindAsync(action))!.State);
    }

    [Theory]
    [InlineData("""{"id":"","time":"20261121T022723","status":{"execution":"proceeding","result":{"finished":"none","progress":{"cnt":2,"of":5}},"details":["a"]}}""")]
    [InlineData("""{"id":7,"time":1700000000,"status":{"execution":"proceeding","result":{"finished":"none","progress":{"cnt":"2","of":"5"}},"details":"a"}}""")]
    [InlineData("""{"id":"7","status":{"execution":"Proceeding","result":{"finished":"NONE","progress":{"cnt":2,"of":5}},"details":["a"],"code":200,"new":[{}]}}""")]
    public async Task Feedback_AsDifferentClientsWriteIt_IsUnderstood(string body)
    {
        DdiDevice device = await _node.AddDeviceAsync($"lenient-{Guid.NewGuid():N}");
        long action = await StartAsync(device);

        using HttpResponseMessage answer = await device.SendAsync(
            HttpMethod.Post, $"{device.Path}/deploymentBase/{action}/feedback", body);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        DeviceAction kept = (await _node.Store.Actions.FindAsync(action))!;
        Assert.Equal(new Fleet.Actions.ActionProgress(2, 5), kept.Progress);
        Assert.Equal(["a"], kept.Reports[^1].Details);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"status":{"execution":"finished","result":{"finished":"none"}}}""")]
    [InlineData("""{"status":{"execution":"3","result":{"finished":"none"}}}""")]
    [InlineData("""{"status":{"execution":"closed","result":{"finished":"maybe"}}}""")]
    [InlineData("""{"execution":"closed"}""")]
    public async Task Feedback_ThatIsNone_Is400AndSaysWhatWasExpected(string body)
    {
        DdiDevice device = await _node.AddDeviceAsync($"bad-{Guid.NewGuid():N}");
        long action = await StartAsync(device);

        using HttpResponseMessage answer = await device.SendAsync(
            HttpMethod.Post, $"{device.Path}/deploymentBase/{action}/feedback", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("xpected", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(ActionState.Started, (await _node.Store.Actions.FindAsync(action))!.State);
    }

    [Fact]
    public async Task Deployment_WithActionHistory_ShowsTheNewestMessagesOnly()
    {
        DdiDevice device = await _node.AddDeviceAsync("history");
        long action = await StartAsync(device);
        await SayAsync(device, action, "one");
        await SayAsync(device, action, "two");

        JsonElement without = await device.GetAsync($"{device.Path}/deploymentBase/{action}");
        JsonElement last = await device.GetAsync($"{device.Path}/deploymentBase/{action}?actionHistory=1");
        JsonElement all = await device.GetAsync($"{device.Path}/deploymentBase/{action}?actionHistory=-1");

        Assert.False(without.TryGetProperty("actionHistory", out _));
        Assert.Equal(["two"], Messages(last));
        Assert.Equal(["two", "one"], Messages(all).Take(2));
    }

    [Theory]
    [InlineData("closed", "success", ActionState.Canceled)]
    [InlineData("rejected", "none", ActionState.Started)]
    [InlineData("proceeding", "none", ActionState.Canceling)]
    public async Task Cancel_ThatTheDeviceAnswers_EndsTheActionOrLetsItGoOn(
        string execution, string finished, ActionState expected)
    {
        DdiDevice device = await _node.AddDeviceAsync("cancel-" + execution);
        long action = await StartAsync(device);
        await _node.Store.Actions.CancelAsync(action, force: false);

        string link = (await device.LinkAsync("cancelAction"))!;
        JsonElement cancel = await device.GetAsync(link);
        Assert.Equal($"{action}", cancel.GetProperty("cancelAction").GetProperty("stopId").GetString());
        using HttpResponseMessage withdrawn = await device.SendAsync(
            HttpMethod.Get, $"{device.Path}/deploymentBase/{action}");
        Assert.Equal(HttpStatusCode.NotFound, withdrawn.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await device.ReportAsync(action, execution, finished, "cancelAction"));

        Assert.Equal(expected, (await _node.Store.Actions.FindAsync(action))!.State);
    }

    [Fact]
    public async Task Confirmation_ThatIsAskedFor_HoldsTheUpdateBackUntilItIsGiven()
    {
        DdiDevice device = await _node.AddDeviceAsync("confirm");
        await _node.PublishAsync("confirm-model", "1.0.0", [1]);
        DeviceAction action = await _node.Store.Actions.AssignAsync(
            new NewAssignment { Device = "confirm", Model = "confirm-model", Version = "1.0.0", Confirmation = true });

        string link = (await device.LinkAsync("confirmationBase"))!;
        Assert.Null(await device.LinkAsync("deploymentBase"));
        JsonElement asked = await device.GetAsync(link);
        Assert.Single(asked.GetProperty("confirmation").GetProperty("chunks").EnumerateArray());
        Assert.Equal(HttpStatusCode.OK, await ConfirmAsync(device, action.Id, "denied"));
        Assert.NotNull(await device.LinkAsync("confirmationBase"));
        Assert.Equal(HttpStatusCode.OK, await ConfirmAsync(device, action.Id, "confirmed"));

        Assert.NotNull(await device.LinkAsync("deploymentBase"));
        Assert.Equal(HttpStatusCode.NotFound, await ConfirmAsync(device, action.Id, "confirmed"));
    }

    [Fact]
    public async Task AutoConfirm_OnceSwitchedOn_ConfirmsWhatWaitsAndShowsHowToSwitchItOff()
    {
        DdiDevice device = await _node.AddDeviceAsync("auto");
        await _node.PublishAsync("auto-model", "1.0.0", [2]);
        await _node.Store.Actions.AssignAsync(
            new NewAssignment { Device = "auto", Model = "auto-model", Version = "1.0.0", Confirmation = true });
        JsonElement before = await device.GetAsync(device.Path + "/confirmationBase");

        using HttpResponseMessage on = await device.SendAsync(
            HttpMethod.Post, device.Path + "/confirmationBase/activateAutoConfirm", """{"initiator":"me","remark":"why"}""");

        JsonElement after = await device.GetAsync(device.Path + "/confirmationBase");
        Assert.False(before.GetProperty("autoConfirm").GetProperty("active").GetBoolean());
        Assert.True(before.GetProperty("_links").TryGetProperty("activateAutoConfirm", out _));
        Assert.Equal(HttpStatusCode.OK, on.StatusCode);
        Assert.True(after.GetProperty("autoConfirm").GetProperty("active").GetBoolean());
        Assert.True(after.GetProperty("_links").TryGetProperty("deactivateAutoConfirm", out _));
        Assert.NotNull(await device.LinkAsync("deploymentBase"));
    }

    private async Task<long> StartAsync(DdiDevice device)
    {
        ActionView action = await _node.AssignNewAsync(device, "1.0.0", [1, 2, 3]);
        await device.GetAsync((await device.LinkAsync("deploymentBase"))!);
        return action.Id;
    }

    private static async Task SayAsync(DdiDevice device, long action, string line)
    {
        using HttpResponseMessage answer = await device.SendAsync(
            HttpMethod.Post, $"{device.Path}/deploymentBase/{action}/feedback",
            $$$"""{"status":{"execution":"proceeding","result":{"finished":"none"},"details":["{{{line}}}"]}}""");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static async Task<HttpStatusCode> ConfirmAsync(DdiDevice device, long action, string word)
    {
        using HttpResponseMessage answer = await device.SendAsync(
            HttpMethod.Post, $"{device.Path}/confirmationBase/{action}/feedback",
            $$$"""{"confirmation":"{{{word}}}","code":1,"details":["by hand"]}""");
        return answer.StatusCode;
    }

    private static List<string> Messages(JsonElement deployment) =>
        [.. deployment.GetProperty("actionHistory").GetProperty("messages").EnumerateArray().Select(line => line.GetString()!)];
}
