using System.Text.Json;
using DenseEdge.Agent.Control;
using DenseEdge.Agent.Health;
using DenseEdge.Agent.Storing;
using DenseEdge.Agent.Tests.Crashing;
using DenseEdge.Agent.Updating;
using DenseEdge.Storage;

namespace DenseEdge.Agent.Tests;

/// <summary>A running agent on a real disk, driven through its socket.</summary>
public sealed class ControlSocketTests : IAsyncDisposable
{
    private static readonly TestBundle Old = new("1.0.0", 1);
    private static readonly TestBundle New = new("1.1.0", 2);

    private readonly string _folder = Directory.CreateTempSubdirectory("de-agent-").FullName;
    private readonly CancellationTokenSource _stop = new();
    private readonly TestTrial _trial = new();
    private readonly IDisposable _held;
    private readonly ModelStore _store;
    private readonly ModelAgent _agent;
    private readonly ControlServer _server;
    private readonly Task _serving;

    public ControlSocketTests()
    {
        _store = new ModelStore(PhysicalFileSystem.Instance, _folder);
        _held = _store.Open();
        ProgressFan progress = new();
        BusyGate gate = new(_store.Files, _store.Paths.Busy, TimeProvider.System);
        HealthMonitor health = new(_store.Files, _store.Paths.Health, crashLimit: 2);
        UpdateMachine machine = new(_store, _trial, gate, null, progress);
        _agent = new ModelAgent(_store, machine, progress, health, gate, new AgentOptions { PollMinutes = 1000 }, () => null);
        _server = new ControlServer(
            _store.Paths.ControlSocket, _agent, progress, request => new TestSource(request.Bundle == "old" ? Old : New));
        _serving = _server.RunAsync(_stop.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _serving);
        _server.Dispose();
        _agent.Dispose();
        _held.Dispose();
        _stop.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Apply_ThroughTheSocket_StreamsStepsAndEndsWithTheResult()
    {
        List<string> lines = await Ask(new ControlRequest("apply") { Bundle = "old" });

        Assert.All(lines.SkipLast(1), line => Assert.True(Parse(line).TryGetProperty("percent", out _), line));
        Assert.Equal("committed", Parse(lines[^1]).GetProperty("result").GetString());
        Assert.Equal(
            ["checking", "downloading", "verified", "preparing", "trial", "committed"],
            lines.SkipLast(1).Select(line => Parse(line).GetProperty("state").GetString()).Distinct());
        StatusLine status = AgentLines.ReadStatus((await Ask(new ControlRequest("status"))).Single());
        Assert.Equal((Old.Digest, "watched", true), (status.Active!.Digest, status.ModelHealth, status.Service));
    }

    [Fact]
    public async Task Rollback_ThroughTheSocket_ReturnsToTheModelFromBefore()
    {
        await Ask(new ControlRequest("apply") { Bundle = "old" });
        await Ask(new ControlRequest("apply") { Bundle = "new" });

        List<string> lines = await Ask(new ControlRequest("rollback") { Reason = "colours are wrong" });

        Assert.Equal("rolled-back", Parse(lines[^1]).GetProperty("result").GetString());
        Assert.Equal(Old.Digest, _agent.Status().Active!.Digest);
        Assert.Equal("colours are wrong", _agent.Status().Bad.Single().Reason);
    }

    [Fact]
    public async Task Busy_App_PutsAnUpdateOffUntilItIsFree()
    {
        Assert.Equal("{\"ok\":true,\"error\":null}",
            (await Ask(new ControlRequest("busy") { App = "arm", Seconds = 60 })).Single());
        Assert.Equal("deferred", await ResultOf(new ControlRequest("apply") { Bundle = "old" }));

        await Ask(new ControlRequest("free") { App = "arm" });

        Assert.Equal("committed", await ResultOf(new ControlRequest("apply") { Bundle = "old" }));
    }

    [Fact]
    public async Task Busy_FileThatAnAppHasLocked_PutsAnUpdateOff()
    {
        using (PhysicalFileSystem.Instance.TryLock(_store.Paths.Busy))
        {
            Assert.Equal("deferred", await ResultOf(new ControlRequest("apply") { Bundle = "old" }));
        }

        Assert.Equal("committed", await ResultOf(new ControlRequest("apply") { Bundle = "old" }));
    }

    [Fact]
    public async Task Health_ReportedBadInTheWindow_BringsTheOldModelBack()
    {
        await Ask(new ControlRequest("apply") { Bundle = "old" });
        await Ask(new ControlRequest("apply") { Bundle = "new" });
        await _agent.TickAsync(default);

        await Ask(new ControlRequest("health")
        {
            App = "arm",
            Healthy = false,
            Reason = "misses the crate",
            Digest = New.Digest
        });
        await _agent.TickAsync(default);

        Assert.Equal(Old.Digest, _agent.Status().Active!.Digest);
        Assert.Contains("misses the crate", _agent.Status().Bad.Single().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_FileAboutTheNewModel_BringsTheOldModelBack()
    {
        await Ask(new ControlRequest("apply") { Bundle = "old" });
        await Ask(new ControlRequest("apply") { Bundle = "new" });
        string file = Path.Combine(_store.Paths.Health, "arm.json");
        await File.WriteAllTextAsync(file, $$"""{"healthy":false,"digest":"{{Old.Digest}}","reason":"about the old one"}""");
        await _agent.TickAsync(default);
        Assert.Equal(New.Digest, _agent.Status().Active!.Digest);

        await File.WriteAllTextAsync(file, $$"""{"healthy":false,"digest":"{{New.Digest}}","reason":"can't load it"}""");
        await _agent.TickAsync(default);

        Assert.Equal(Old.Digest, _agent.Status().Active!.Digest);
    }

    [Fact]
    public async Task Crashes_OfAttachedApps_BringTheOldModelBackAndGoodByesDoNot()
    {
        await Ask(new ControlRequest("apply") { Bundle = "old" });
        await Ask(new ControlRequest("apply") { Bundle = "new" });
        await _agent.TickAsync(default);
        await Attach("orderly", saysBye: true);
        await Attach("orderly", saysBye: true);
        await Attach("arm", saysBye: false);
        await _agent.TickAsync(default);
        Assert.Equal(New.Digest, _agent.Status().Active!.Digest);

        await Attach("arm", saysBye: false);
        for (int i = 0; i < 500 && _agent.Status().Active!.Digest == New.Digest; i++)
        {
            // The server sees the end of a connection a moment after the app's.
            await Task.Delay(10);
            await _agent.TickAsync(default);
        }

        Assert.Equal(Old.Digest, _agent.Status().Active!.Digest);
        Assert.Contains("2 crashes of apps: arm", _agent.Status().Bad.Single().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pause_ThroughTheSocket_IsInTheStatus()
    {
        await Ask(new ControlRequest("pause"));
        Assert.True(_agent.Status().Paused);

        await Ask(new ControlRequest("resume"));
        Assert.False(_agent.Status().Paused);
    }

    [Theory]
    [InlineData("dance")]
    [InlineData("health")]
    public async Task Line_ThatMakesNoSense_IsAnsweredWithWhatWasExpected(string verb)
    {
        JsonElement answer = Parse((await Ask(new ControlRequest(verb))).Single());

        Assert.False(answer.GetProperty("ok").GetBoolean());
        Assert.StartsWith("Expected", answer.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Socket_IsForItsOwnerAlone() => Assert.True(
        OperatingSystem.IsWindows()
        || File.GetUnixFileMode(_store.Paths.ControlSocket) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));

    private async Task Attach(string app, bool saysBye)
    {
        using ControlClient client = ControlClient.TryConnect(_store.Paths.ControlSocket)!;
        await Ask(client, new ControlRequest("attach") { App = app });
        if (saysBye)
        {
            await Ask(client, new ControlRequest("bye"));
        }
    }

    private async Task<string?> ResultOf(ControlRequest request)
        => Parse((await Ask(request))[^1]).GetProperty("result").GetString();

    private async Task<List<string>> Ask(ControlRequest request)
    {
        using ControlClient client = ControlClient.TryConnect(_store.Paths.ControlSocket)!;
        return await Ask(client, request);
    }

    private static async Task<List<string>> Ask(ControlClient client, ControlRequest request)
    {
        List<string> lines = [];
        await foreach (string line in client.AskAsync(request))
        {
            lines.Add(line);
        }

        return lines;
    }

    private static JsonElement Parse(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }
}
