using System.Net;
using DenseEdge.Fleet.Actions;
using DenseEdge.FleetApi;
using DenseEdge.FleetServer.Tests.Support;

namespace DenseEdge.FleetServer.Tests.Hostile;

/// <summary>A device that is known, but wants what is another's.</summary>
public sealed class HostileDeviceTests(NodeFixture fixture) : IClassFixture<NodeFixture>
{
    private readonly FleetNode _node = fixture.Node;

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("TargetToken")]
    [InlineData("TargetToken ")]
    [InlineData("TargetToken wrong")]
    [InlineData("GatewayToken wrong-gateway-token")]
    [InlineData("Basic ZGV2aWNlOnBhc3N3b3Jk")]
    [InlineData("Bearer de_wrong")]
    public async Task AnyPath_WithAWrongToken_Is401AndTellsNothing(string? authorization)
    {
        DdiDevice device = await _node.AddDeviceAsync($"wrong-{Guid.NewGuid():N}");
        foreach ((HttpMethod method, string path) in Paths(device.Path, 1))
        {
            using HttpResponseMessage answer = await _node.SendAsync(method, path, authorization, method == HttpMethod.Get ? null : "{}");
            Assert.True(HttpStatusCode.Unauthorized == answer.StatusCode, $"{method} {path}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task AnyPath_OfAnUnknownDevice_RefusesAsOneOfAKnownDevice()
    {
        DdiDevice known = await _node.AddDeviceAsync("is-known");

        using HttpResponseMessage right = await _node.SendAsync(HttpMethod.Get, known.Path, "TargetToken guess");
        using HttpResponseMessage wrong = await _node.SendAsync(
            HttpMethod.Get, "/default/controller/v1/not-known", "TargetToken guess");

        Assert.Equal(HttpStatusCode.Unauthorized, right.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Equal(await right.Content.ReadAsStringAsync(), await wrong.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task AnyPath_OfAnotherTenant_IsRefused()
    {
        DdiDevice device = await _node.AddDeviceAsync("tenant");

        using HttpResponseMessage answer = await device.SendAsync(HttpMethod.Get, "/other/controller/v1/tenant");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task AnyPath_OfAnotherDevice_IsRefused()
    {
        DdiDevice mine = await _node.AddDeviceAsync("thief-1");
        DdiDevice other = await _node.AddDeviceAsync("victim-1");
        long action = (await _node.AssignNewAsync(other, "1.0.0", [1])).Id;

        foreach ((HttpMethod method, string path) in Paths(other.Path, action))
        {
            using HttpResponseMessage answer = await mine.SendAsync(method, path, method == HttpMethod.Get ? null : "{}");
            Assert.True(HttpStatusCode.Unauthorized == answer.StatusCode, $"{method} {path}: {answer.StatusCode}");
        }

        Assert.Equal(ActionState.Offered, (await _node.Store.Actions.FindAsync(action))!.State);
    }

    [Fact]
    public async Task AnotherDevicesAction_UnderTheOwnPath_IsNotThere()
    {
        DdiDevice mine = await _node.AddDeviceAsync("thief-2");
        DdiDevice other = await _node.AddDeviceAsync("victim-2");
        ActionView action = await _node.AssignNewAsync(other, "1.0.0", [2]);
        long module = (await _node.Store.Models.FindAsync(action.Model, action.Version))!.Id;

        foreach ((HttpMethod method, string path) in Paths(mine.Path, action.Id, module).Where(path => path.Path.Contains($"/{action.Id}") || path.Path.Contains("module")))
        {
            string? body = method == HttpMethod.Get ? null
                : path.Contains("confirmation", StringComparison.Ordinal) ? """{"confirmation":"confirmed"}""" : DdiDevice.Feedback("closed", "success");
            using HttpResponseMessage answer = await mine.SendAsync(method, path, body);
            Assert.True(HttpStatusCode.NotFound == answer.StatusCode, $"{method} {path}: {answer.StatusCode}");
        }

        Assert.Equal(ActionState.Offered, (await _node.Store.Actions.FindAsync(action.Id))!.State);
    }

    [Fact]
    public async Task Gateway_WithAnotherDevicesAction_IsRefusedToo()
    {
        DdiDevice other = await _node.AddDeviceAsync("victim-3");
        long action = (await _node.AssignNewAsync(other, "1.0.0", [3])).Id;
        DdiDevice gateway = new(_node, "behind-gateway", $"GatewayToken {FleetNode.Gateway}");
        await gateway.PollAsync();

        Assert.Equal(HttpStatusCode.NotFound, await gateway.ReportAsync(action, "closed", "success"));
    }

    [Fact]
    public async Task OldFeedback_SentAgain_Is410AndChangesNothing()
    {
        DdiDevice device = await _node.AddDeviceAsync("replay");
        ActionView action = await _node.AssignNewAsync(device, "1.0.0", [4]);
        await device.GetAsync((await device.LinkAsync("deploymentBase"))!);
        Assert.Equal(HttpStatusCode.OK, await device.ReportAsync(action.Id, "closed", "failure"));
        int reports = (await _node.Store.Actions.FindAsync(action.Id))!.Reports.Count;

        Assert.Equal(HttpStatusCode.Gone, await device.ReportAsync(action.Id, "closed", "success"));
        Assert.Equal(HttpStatusCode.Gone, await device.ReportAsync(action.Id, "proceeding", "none"));

        DeviceAction after = (await _node.Store.Actions.FindAsync(action.Id))!;
        Assert.Equal((ActionState.Failed, reports), (after.State, after.Reports.Count));
    }

    [Fact]
    public async Task DeviceToken_AtTheManagementApi_IsRefused()
    {
        DdiDevice device = await _node.AddDeviceAsync("climber");

        using HttpResponseMessage answer = await device.SendAsync(HttpMethod.Get, "/api/v1/devices");
        using HttpResponseMessage asBearer = await _node.SendAsync(
            HttpMethod.Get, "/api/v1/devices", device.Authorization.Replace("TargetToken", "Bearer", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, asBearer.StatusCode);
    }

    [Theory]
    [InlineData("/default/controller/v1/..%2f..%2fapi%2fv1%2ftokens")]
    [InlineData("/default/controller/v1/%2e%2e/%2e%2e/fleet.db")]
    [InlineData("/default/controller/v1/a%00b")]
    [InlineData("/default/controller/v1/a%0d%0aX-Evil:%201")]
    [InlineData("/default/controller/v1/x'%20or%20'1'='1")]
    public async Task DeviceId_WithTricks_OpensNothing(string path)
    {
        foreach (string authorization in new[] { "TargetToken x", $"GatewayToken {FleetNode.Gateway}" })
        {
            using HttpResponseMessage answer = await _node.SendAsync(HttpMethod.Get, path, authorization);
            string body = await answer.Content.ReadAsStringAsync();
            Assert.DoesNotContain("\"tokens\"", body, StringComparison.Ordinal);
            Assert.False(answer.Headers.Contains("X-Evil"));
            Assert.True((int)answer.StatusCode < 500, $"{path}: {answer.StatusCode} {body}");
        }
    }

    private static IEnumerable<(HttpMethod Method, string Path)> Paths(string device, long action, long module = 1) =>
    [
        (HttpMethod.Get, device),
        (HttpMethod.Put, device + "/configData"),
        (HttpMethod.Get, $"{device}/deploymentBase/{action}"),
        (HttpMethod.Post, $"{device}/deploymentBase/{action}/feedback"),
        (HttpMethod.Get, $"{device}/cancelAction/{action}"),
        (HttpMethod.Post, $"{device}/cancelAction/{action}/feedback"),
        (HttpMethod.Get, $"{device}/installedBase/{action}"),
        (HttpMethod.Get, device + "/confirmationBase"),
        (HttpMethod.Post, device + "/confirmationBase/activateAutoConfirm"),
        (HttpMethod.Post, device + "/confirmationBase/deactivateAutoConfirm"),
        (HttpMethod.Get, $"{device}/confirmationBase/{action}"),
        (HttpMethod.Post, $"{device}/confirmationBase/{action}/feedback"),
        (HttpMethod.Get, $"{device}/softwaremodules/{module}/artifacts"),
        (HttpMethod.Get, $"{device}/softwaremodules/{module}/artifacts/model.bin"),
    ];
}
