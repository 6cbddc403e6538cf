using DenseEdge.Cli.Flashing;
using DenseEdge.Cli.Tests.Remote;

namespace DenseEdge.Cli.Tests.Flashing;

/// <summary>Flashes this very computer through a real server, with a stand-in for the agent.</summary>
public sealed class DeviceFlashTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-flash-").FullName;

    private string Store => Path.Combine(_folder, "store");

    [SshdFact]
    public void Run_ABundle_IsSentAppliedAndRemoved()
    {
        using SshServer server = new();
        using StandInAgent agent = new($"cp \"$3\" {_folder}/applied; echo '{StandInAgent.Committed}'");
        FlashPayload payload = Payload(300_000);

        DeviceReport report = Flash(server, agent, Options(server, FlashAction.Flash, payload));

        Assert.Equal(FlashOutcome.Committed, report.Outcome);
        Assert.Equal("sha256:ab", report.Digest);
        Assert.Equal(
            ["connect", "check", "copy agent", "upload", "apply", "verified", "trial"], report.Steps.Select(step => step.Name));
        Assert.All(report.Preflight, finding => Assert.Equal(PreflightState.Good, finding.State));
        Assert.Contains(report.Preflight, finding => finding.Found == "rooms-cpu.onnx on Cpu");
        Assert.Equal(File.ReadAllBytes(payload.Path), File.ReadAllBytes(Path.Combine(_folder, "applied")));
        Assert.Equal(["lock"], Directory.GetFiles(Path.Combine(Store, "uploads")).Select(Path.GetFileName));
    }

    [SshdFact]
    public void Run_ASecondTime_SendsNoAgentAgain()
    {
        using SshServer server = new();
        using StandInAgent agent = new($"echo '{StandInAgent.Committed}'");
        FlashOptions options = Options(server, FlashAction.Flash, Payload(2000));

        DeviceReport first = Flash(server, agent, options);
        DeviceReport second = Flash(server, agent, options);

        Assert.Contains(first.Steps, step => step.Name == "copy agent");
        Assert.DoesNotContain(second.Steps, step => step.Name == "copy agent");
        Assert.Equal(FlashOutcome.Committed, second.Outcome);
    }

    [SshdFact]
    public void Run_DryRun_ChangesNothing()
    {
        using SshServer server = new();
        using StandInAgent agent = new("exit 1");

        DeviceReport report = Flash(server, agent, Options(server, FlashAction.DryRun, Payload(2000)));

        Assert.Equal(FlashOutcome.Acceptable, report.Outcome);
        Assert.False(Directory.Exists(Store));
        Assert.Empty(Directory.GetFileSystemEntries(server.Home));
    }

    [SshdFact]
    public void Run_WhileAnotherFlashIsAtWork_IsRefused()
    {
        using SshServer server = new();
        using StandInAgent agent = new($"while [ ! -e {_folder}/go ]; do sleep 0.1; done; echo '{StandInAgent.Committed}'");
        FlashOptions options = Options(server, FlashAction.Flash, Payload(2000));
        using ManualResetEventSlim begun = new();
        RecordingDisplay watch = new() { OnUpdate = (_, details) => SetAt(begun, details, "frame 1 of 2") };

        Task<DeviceReport> first = Task.Run(() => Flash(server, agent, options, watch));
        Assert.True(begun.Wait(TimeSpan.FromMinutes(1)), "The first flash never began its trial.");
        DeviceReport second = Flash(server, agent, options);
        File.WriteAllText(Path.Combine(_folder, "go"), "");

        Assert.Equal(FlashOutcome.Refused, second.Outcome);
        Assert.Contains("found another flash at work (root on ", second.Message, StringComparison.Ordinal);
        Assert.Equal(FlashOutcome.Committed, first.GetAwaiter().GetResult().Outcome);
    }

    [SshdFact]
    public void Run_AgentKilledInItsTrial_IsRunAgain()
    {
        using SshServer server = new();
        using StandInAgent agent = new(
            $"[ -e {_folder}/once ] || {{ touch {_folder}/once; kill -9 $$; }}; echo '{StandInAgent.Committed}'");

        DeviceReport report = Flash(server, agent, Options(server, FlashAction.Flash, Payload(2000)));

        Assert.Equal(FlashOutcome.Committed, report.Outcome);
        Assert.Equal(1, report.Reconnections);
    }

    [SshdFact]
    public void Run_ModelThatFailsItsTrial_TellsTheAgentsWords()
    {
        using SshServer server = new();
        using StandInAgent agent = new(
            """echo '{"result":"rolled-back","message":"depth: 0.9 m off, expected at most 0.1 m","digest":"sha256:ab"}'""");

        DeviceReport report = Flash(server, agent, Options(server, FlashAction.Flash, Payload(2000)));

        Assert.Equal(FlashOutcome.RolledBack, report.Outcome);
        Assert.False(report.IsSuccess(FlashAction.Flash));
        Assert.Equal("depth: 0.9 m off, expected at most 0.1 m", report.Message);
    }

    [SshdFact]
    public void Run_RollBackAndStatus_TakeNoBundle()
    {
        using SshServer server = new();
        using StandInAgent agent = new("exit 1");

        DeviceReport back = Flash(server, agent, Options(server, FlashAction.RollBack, null));
        DeviceReport status = Flash(server, agent, Options(server, FlashAction.Status, null));

        Assert.True(back.IsSuccess(FlashAction.RollBack));
        Assert.Equal("no model yet; idle, no service running; 5 MB free", status.Message);
    }

    [SshdFact]
    public void Run_EngineThatNoModelIsFor_IsRefusedBeforeTheUpload()
    {
        using SshServer server = new();
        using StandInAgent agent = new("exit 1", engine: "cuda");

        DeviceReport report = Flash(server, agent, Options(server, FlashAction.Flash, Payload(2000)));

        Assert.Equal(FlashOutcome.Refused, report.Outcome);
        Assert.Contains("it needs Cpu 1.20.0 or newer, this device has Cuda 1.24.1", report.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(report.Steps, step => step.Name == "upload");
    }

    [SshdFact]
    public void Run_AgentForAnotherProcessor_IsRefused()
    {
        using SshServer server = new();
        using StandInAgent agent = new("exit 1");
        byte[] head = new byte[64];
        "\u007fELF"u8.CopyTo(head);
        head[18] = 183;
        File.WriteAllBytes(Path.Combine(agent.Folder, "libonnxruntime.so"), head);

        DeviceReport report = Flash(server, agent, Options(server, FlashAction.Flash, Payload(2000)));

        Assert.Equal(FlashOutcome.Refused, report.Outcome);
        Assert.Contains("expected aarch64, for which the agent was built here", report.Message, StringComparison.Ordinal);
    }

    [SshdFact]
    public void Run_DiskThatIsTooSmall_IsRefusedWithBothSizes()
    {
        using SshServer server = new();
        using SmallDisk disk = new(megabytes: 2);
        using StandInAgent agent = new("exit 1");
        InventoryDevice device = InventoryDevice.At($"ssh://root@127.0.0.1:{server.Port}{disk.Folder}/store");

        DeviceReport report = Run(device, agent, Options(server, FlashAction.Flash, Payload(1_000_000)), new RecordingDisplay());

        Assert.Equal(FlashOutcome.Refused, report.Outcome);

        // Upload, unpacked, and an engine of one and a half times the model: 3.5 MB, and some for the envelope.
        Assert.Contains("expected 4 MB for the bundle and the engine, found 2 MB free", report.Message, StringComparison.Ordinal);
    }

    [SshdFact]
    public void Run_KeyThatIsNotLetIn_SaysSo()
    {
        using SshServer server = new();
        using SshServer other = new();
        using StandInAgent agent = new("exit 1");
        string key = other.Options.Split(' ')[3];
        FlashOptions options = Options(server, FlashAction.Flash, Payload(2000)) with
        {
            SshOptions = server.Options.Replace(server.Options.Split(' ')[3], key, StringComparison.Ordinal),
        };

        DeviceReport report = Flash(server, agent, options);

        Assert.Equal(FlashOutcome.Refused, report.Outcome);
        Assert.Contains("expected to be let in, found: ", report.Message, StringComparison.Ordinal);
        Assert.Contains("Permission denied", report.Message, StringComparison.Ordinal);
    }

    [SshdFact]
    public void Run_ServerThatIsDown_IsUnreachableAtOnce()
    {
        using SshServer server = new();
        using StandInAgent agent = new("exit 1");
        FlashOptions options = Options(server, FlashAction.Flash, Payload(2000));
        server.Kill();

        DeviceReport report = Flash(server, agent, options);
        server.Start();

        Assert.Equal(FlashOutcome.Unreachable, report.Outcome);
        Assert.Contains("Connection refused", report.Message, StringComparison.Ordinal);
        Assert.Equal(0, report.Reconnections);
    }

    [SshdFact]
    public void Verb_OneDeviceOfTwoIsDown_FlashesTheOtherAndEndsWith1()
    {
        using SshServer server = new();
        using StandInAgent agent = new($"echo '{StandInAgent.Committed}'");
        FlashPayload payload = Payload(2000);
        string report = Path.Combine(_folder, "report.json");
        string inventory = Path.Combine(_folder, "devices.txt");
        File.WriteAllText(inventory, $"ssh://root@127.0.0.1:1{Store}\nssh://root@127.0.0.1:{server.Port}{Store}\n");

        int exitCode = FlashVerb.Run(
            new FlashArguments
            {
                Action = FlashAction.Flash,
                Words = [payload.Path],
                Inventory = inventory,
                Parallel = 2,
                SshOptions = server.Options,
                Agent = agent.Folder,
                ReconnectSeconds = 5,
                Report = report,
            },
            default);

        Assert.Equal(1, exitCode);
        string text = File.ReadAllText(report);
        Assert.Contains("\"outcome\": \"unreachable\"", text, StringComparison.Ordinal);
        Assert.Contains("\"outcome\": \"committed\"", text, StringComparison.Ordinal);
        Assert.Contains("\"bundle\": \"rooms 1.2.0\"", text, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void SetAt(ManualResetEventSlim begun, string details, string wanted)
    {
        if (details == wanted)
        {
            begun.Set();
        }
    }

    private static DeviceReport Run(InventoryDevice device, StandInAgent agent, FlashOptions options, RecordingDisplay display)
    {
        using AgentPackage package = new(AgentFolder.Find(agent.Folder));
        return new DeviceFlash(device, options, package, display).Run(default);
    }

    private static FlashOptions Options(SshServer server, FlashAction action, FlashPayload? payload) => new()
    {
        Action = action,
        Payload = payload,
        SshOptions = server.Options,
        ReconnectTime = TimeSpan.FromSeconds(20),
    };

    private DeviceReport Flash(SshServer server, StandInAgent agent, FlashOptions options, RecordingDisplay? display = null)
        => Run(
            InventoryDevice.At($"ssh://root@127.0.0.1:{server.Port}{Store}"), agent, options, display ?? new RecordingDisplay());

    private FlashPayload Payload(int modelBytes) => BundleOfNoise.Write(Path.Combine(_folder, "scene.bundle"), modelBytes);
}
