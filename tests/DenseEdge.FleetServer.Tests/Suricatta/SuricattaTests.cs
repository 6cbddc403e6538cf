using DenseEdge.Fleet.Access;
using DenseEdge.Fleet.Actions;
using DenseEdge.FleetApi;
using DenseEdge.FleetServer.Tests.Support;

namespace DenseEdge.FleetServer.Tests.Suricatta;

/// <summary>Somebody else's DDI client against this server: SWUpdate's suricatta polls, downloads, installs and reports.</summary>
public sealed class SuricattaTests : IDisposable
{
    private const string Id = "dev-1";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("denseedge-swupdate-");

    public void Dispose() => _folder.Delete(recursive: true);

    [SwupdateFact]
    [Trait("Category", "long")]
    public async Task Suricatta_OfferedASignedImage_InstallsItAndReportsItsSuccess()
    {
        byte[] content = [.. Enumerable.Range(0, 50_000).Select(place => (byte)(place * 13 % 256))];
        string target = Path.Combine(_folder.FullName, "installed.bin");
        byte[] image = SwuImage.Write(_folder.FullName, content, target);
        await using FleetNode node = await FleetNode.StartAsync(change: settings => settings with { PollSeconds = 2 });
        string secret = Secret.Create();
        await node.Store.Devices.AddAsync(new Fleet.Devices.NewDevice { Id = Id, TokenHash = Secret.Hash(secret) });
        await node.PublishAsync("vdev", "1.4.0", image, "bundle.swu");
        using FleetClient client = node.Client(node.Operator);
        ActionView action = await client.AssignAsync(Id, new Assignment("vdev", "1.4.0"), CancellationToken.None);
        string options = $"-t default -u {node.Address.ToString().TrimEnd('/')} -i {Id} -p 2 -k {secret}";

        using (Swupdate installing = new(_folder.FullName, options))
        {
            await WaitAsync(node, action.Id, installing, found => found.Reports.SelectMany(report => report.Details)
                .Any(line => line.Contains("All Chunks Installed", StringComparison.Ordinal)));
        }

        Assert.Equal(content, await File.ReadAllBytesAsync(target));
        Assert.Equal(ActionState.Started, (await node.Store.Actions.FindAsync(action.Id))!.State);

        // As after the restart that follows an installation: the new system says that it works.
        using (Swupdate confirming = new(_folder.FullName, options + " -c 2"))
        {
            await WaitAsync(node, action.Id, confirming, found => found.State == ActionState.Succeeded);
        }

        Assert.Equal("in_sync", (await client.GetDeviceAsync(Id, CancellationToken.None)).State);
    }

    private static async Task WaitAsync(FleetNode node, long action, Swupdate program, Func<DeviceAction, bool> isDone)
    {
        using CancellationTokenSource patience = new(Patience);
        while (!isDone((await node.Store.Actions.FindAsync(action))!))
        {
            Assert.False(patience.IsCancellationRequested || program.HasEnded, program.Said);
            await Task.Delay(200);
        }
    }
}
