using System.Text.Json;
using DenseEdge.Agent.Control;
using DenseEdge.Agent.Storing;
using DenseEdge.Agent.Updating;
using DenseEdge.Bundles.Tests;
using DenseEdge.Bundles.Tests.Registries;
using DenseEdge.Storage;
using Xunit.Abstractions;

namespace DenseEdge.Agent.Tests.EndToEnd;

/// <summary>The service as a process: it installs, is killed in every state of an update, and ends when it is asked to.</summary>
[Trait("Category", "long")]
public sealed class ServiceProcessTests(ITestOutputHelper output) : IDisposable
{
    private const int LongestDelayMs = 40;

    private readonly ScenePublisher _publisher = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
        _publisher.Dispose();
    }

    [Fact]
    public async Task Run_KilledInEveryStateOfAnUpdate_EndsWithTheSecondModel()
    {
        ModelStore store = Store();
        _publisher.AnnounceFile(SceneRelease.First);
        using (AgentProcess service = AgentProcess.Run(Configuration(store)))
        {
            await service.WaitForAsync(() => ActivePointer.Read(store.Files, store.Paths.Root) is not null);
            StatusLine status = await StatusAsync(store);
            Assert.Equal((true, "1.0.0", "good"), (status.Service, status.Active!.Version, status.NetworkHealth));
            _publisher.AnnounceFile(SceneRelease.Second);
            await service.KillAsync();
        }

        await KillInEveryStateAsync(store);

        using (AgentProcess service = AgentProcess.Run(Configuration(store)))
        {
            await service.WaitForAsync(() => ActiveScene.WholeActive(store)!.Version == "1.1.0" && IsAtRest(store));
            StatusLine status = await StatusAsync(store);
            Assert.Equal((true, "1.1.0", "1.0.0"), (status.Service, status.Active!.Version, status.LastKnownGood!.Version));
            Assert.Equal(0, await service.TerminateAsync());
        }

        ActiveScene.AssertRuns(store, SceneRelease.Second, before: SceneRelease.First);
        await AssertRollsBackWithoutServiceAsync(store);
    }

    [RegistryFact]
    public async Task Check_OfARepositoryInDockerRegistry_InstallsWhatWasPushed()
    {
        using DockerRegistry registry = new();
        ModelStore store = Store();
        _publisher.AnnounceFile(SceneRelease.First);
        await _publisher.PushAsync(registry.Host, "edge/models");
        string configuration = _folder.At("registry.json");
        File.WriteAllText(configuration, $$"""
            {
              "store": "{{store.Paths.Root}}",
              "source": {
                "repository": "oci://{{registry.Host}}/edge/models", "plain_http": true, "model": "{{SceneRelease.Name}}"
              },
              "health_window_seconds": 0, "trial": { "threads": 1 },
            }
            """);

        (int code, string line) = await AgentProcess.AskAsync("check", "--json", "--config", configuration);

        Assert.Equal((0, "committed"), (code, Parsed(line).GetProperty("result").GetString()));
        ActiveScene.AssertRuns(store, SceneRelease.First);
    }

    // Each start goes on where the one before was killed. A kill comes a random moment after the state was entered.
    private async Task KillInEveryStateAsync(ModelStore store)
    {
        Random random = new(17);
        string[] states = ["Checking", "Checking", "Downloading", "Verified", "Preparing", "Trial", "Committed"];
        foreach (string state in states)
        {
            using AgentProcess service = AgentProcess.Run(Configuration(store));
            await service.WaitForAsync(() => service.Said(state) || ActiveScene.WholeActive(store)!.Version == "1.1.0");
            await Task.Delay(random.Next(LongestDelayMs));
            await service.KillAsync();
            string active = ActiveScene.WholeActive(store)!.Version;
            output.WriteLine($"killed after {state}: {store.ReadRecord().State} on the disk, {active} active");
        }
    }

    private async Task AssertRollsBackWithoutServiceAsync(ModelStore store)
    {
        (int code, string line) = await AgentProcess.AskAsync("rollback", "--json", "--config", Configuration(store));

        Assert.Equal((0, "rolled-back"), (code, Parsed(line).GetProperty("result").GetString()));
        ActiveScene.AssertRuns(store, SceneRelease.First);
    }

    private ModelStore Store()
    {
        ModelStore store = new(PhysicalFileSystem.Instance, _folder.At("store"));
        Directory.CreateDirectory(store.Paths.Root);
        File.WriteAllBytes(store.Paths.TrustedRoot, _publisher.Root);
        return store;
    }

    // Polls every second. Kills are no fault of the model here, however many they are.
    private string Configuration(ModelStore store)
    {
        string path = _folder.At("agent.json");
        File.WriteAllText(path, $$"""
            {
              "store": "{{store.Paths.Root}}",
              "source": { "repository": "{{_publisher.Repository}}", "model": "{{SceneRelease.Name}}" },
              "poll_minutes": 0.017, "health_window_seconds": 0,
              "trial_attempts": 100, "preparation_attempts": 100, "trial": { "threads": 1 },
            }
            """);
        return path;
    }

    private async Task<StatusLine> StatusAsync(ModelStore store)
    {
        (int code, string line) = await AgentProcess.AskAsync("status", "--json", "--config", Configuration(store));
        Assert.Equal(0, code);
        return AgentLines.ReadStatus(line);
    }

    private static bool IsAtRest(ModelStore store) => store.ReadRecord().State == UpdateState.Idle;

    private static JsonElement Parsed(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }
}
