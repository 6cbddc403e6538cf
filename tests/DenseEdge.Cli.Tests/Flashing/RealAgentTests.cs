using System.Globalization;
using DenseEdge.Cli.Flashing;
using DenseEdge.Cli.Tests.Remote;
using Xunit.Abstractions;

namespace DenseEdge.Cli.Tests.Flashing;

/// <summary>Flashes bundles of 48 MB onto this very computer through a real server, with the real agent.</summary>
[Trait("Category", "long")]
public sealed class RealAgentTests(SignedBundles bundles, ITestOutputHelper output) : IClassFixture<SignedBundles>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-real-agent-").FullName;

    [SshdFact]
    public void Flash_FromNothingToASecondReleaseAndBack_TellsEveryStep()
    {
        using SshServer server = new();

        DeviceReport untrusted = Flash(server, bundles.First, root: null);
        DeviceReport first = Flash(server, bundles.First, bundles.Root);
        DeviceReport again = Flash(server, bundles.First, root: null);
        DeviceReport second = Flash(server, bundles.Second, root: null);
        DeviceReport strange = Flash(server, bundles.Strange, root: null);
        DeviceReport status = Do(server, FlashAction.Status, null, null);
        DeviceReport back = Do(server, FlashAction.RollBack, null, null);
        DeviceReport after = Do(server, FlashAction.Status, null, null);

        Assert.Equal(FlashOutcome.Refused, untrusted.Outcome);
        Assert.Equal(FlashOutcome.Committed, first.Outcome);
        Assert.Equal(FlashOutcome.Current, again.Outcome);
        Assert.Equal(FlashOutcome.Committed, second.Outcome);
        Assert.Equal(FlashOutcome.Refused, strange.Outcome);
        Assert.StartsWith("rooms 1.1.0 ", status.Message, StringComparison.Ordinal);
        Assert.Equal(FlashOutcome.RolledBack, back.Outcome);
        Assert.StartsWith("rooms 1.0.0 ", after.Message, StringComparison.Ordinal);
        Assert.Contains(first.Steps, step => step.Name == "trial");
    }

    [SshdFact]
    public void Flash_CutInItsUploadAndInItsTrial_EndsCommitted()
    {
        using SshServer server = new();
        Flash(server, bundles.First, bundles.Root);
        Queue<Func<double, string, bool>> cuts = new(
            [(share, details) => share > 0.5 && details.EndsWith("MB", StringComparison.Ordinal),
             (_, details) => details.StartsWith("Trying", StringComparison.Ordinal)]);

        DeviceReport report = Flash(server, bundles.Second, root: null, new RecordingDisplay
        {
            OnUpdate = (share, details) =>
            {
                lock (cuts)
                {
                    if (cuts.TryPeek(out Func<double, string, bool>? isNow) && isNow(share, details))
                    {
                        cuts.Dequeue();
                        server.Kill();
                        server.Start();
                    }
                }
            },
        });

        Assert.Empty(cuts);
        Assert.Equal(FlashOutcome.Committed, report.Outcome);
        Assert.Equal(2, report.Reconnections);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private DeviceReport Flash(SshServer server, string bundle, string? root, RecordingDisplay? display = null)
        => Do(server, FlashAction.Flash, FlashPayload.Open(bundle), root, display);

    private DeviceReport Do(
        SshServer server, FlashAction action, FlashPayload? payload, string? root, RecordingDisplay? display = null)
    {
        using AgentPackage package = new(AgentFolder.Find(null));
        FlashOptions options = new() { Action = action, Payload = payload, Root = root, SshOptions = server.Options };
        InventoryDevice device = InventoryDevice.At($"ssh://root@127.0.0.1:{server.Port}{_folder}/store");
        DeviceReport report = new DeviceFlash(device, options, package, display ?? new RecordingDisplay()).Run(default);
        string steps = string.Join(
            ", ", report.Steps.Select(step => string.Create(CultureInfo.InvariantCulture, $"{step.Name} {step.Seconds:F1} s")));
        output.WriteLine($"{action} {payload?.Title} ({payload?.Bytes} bytes): {report.Outcome}, {report.Message}; {steps}");
        return report;
    }
}
