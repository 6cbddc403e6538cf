using System.Globalization;
using DenseEdge.Agent.Control;
using DenseEdge.Agent.Updating;

namespace DenseEdge.Agent.Tests.EndToEnd;

/// <summary>Servers that lie, lag or break off. The old model runs, one failure tells why, and a proper server is believed right
/// afterwards.</summary>
public sealed class HostileRepositoryTests : IDisposable
{
    private const int TimestampDays = 7;

    private readonly ScenePublisher _publisher = new(TimestampDays);
    private readonly RealDevice _device;
    private readonly StaticHost _host;

    public HostileRepositoryTests()
    {
        _device = new RealDevice(_publisher);
        _host = new StaticHost(_publisher.Repository);
    }

    public void Dispose()
    {
        _host.Dispose();
        _device.Dispose();
        _publisher.Dispose();
    }

    [Fact]
    public async Task Poll_WithAFlippedByteInTheBundle_IsRefusedUntilItIsRight()
    {
        await InstallFirstAsync();
        _publisher.AnnounceFile(SceneRelease.Second);
        byte[] right = File.ReadAllBytes(_publisher.TargetFile());
        Bytes.Flip(_publisher.TargetFile(), BitConverter.GetBytes(SceneRelease.Second.MetersPerRed));

        await AssertFailsAsync(UpdateFailure.Refused, "SHA-256");

        File.WriteAllBytes(_publisher.TargetFile(), right);
        await AssertTakesAsync(SceneRelease.Second);
    }

    [Fact]
    public async Task Poll_WithAFlippedByteInABlob_IsRefusedUntilItIsRight()
    {
        await InstallFirstAsync();
        string bundle = _publisher.AnnounceImage(SceneRelease.Second);
        _publisher.AddBlobs(bundle);
        foreach (string blob in BlobsWith(BitConverter.GetBytes(SceneRelease.Second.MetersPerRed)))
        {
            Bytes.Flip(blob, BitConverter.GetBytes(SceneRelease.Second.MetersPerRed));
        }

        await AssertFailsAsync(UpdateFailure.Refused, "SHA-256");

        _publisher.AddBlobs(bundle);
        await AssertTakesAsync(SceneRelease.Second);
    }

    [Fact]
    public async Task Poll_OfABundleOfAnotherReleaseThanAnnounced_IsRefusedUntilItIsRight()
    {
        await InstallFirstAsync();
        _publisher.AnnounceFile(SceneRelease.Second, announced: 7);

        await AssertFailsAsync(UpdateFailure.Refused, "release 7");

        _publisher.AnnounceFile(SceneRelease.Third with { Release = 8 });
        await AssertTakesAsync(SceneRelease.Third with { Release = 8 });
    }

    [Fact]
    public async Task Poll_OfAnExpiredTimestamp_FailsUntilItIsRenewed()
    {
        await InstallFirstAsync();
        _publisher.AnnounceFile(SceneRelease.Second);
        DateTimeOffset today = _device.Clock.Now;
        _device.Clock.Now = today.AddDays(TimestampDays + 1);

        await AssertFailsAsync(UpdateFailure.Refused, "expire");
        Assert.Equal("expired", StatusReader.Read(_device.Store).NetworkHealth);

        _device.Clock.Now = today;
        await AssertTakesAsync(SceneRelease.Second);
    }

    [Fact]
    public async Task Poll_OfAnOlderTimestamp_IsRefusedUntilTheNewestIsBack()
    {
        await InstallFirstAsync();
        byte[] older = File.ReadAllBytes(_publisher.Timestamp);
        _publisher.AnnounceFile(SceneRelease.Second);
        byte[] newer = File.ReadAllBytes(_publisher.Timestamp);
        await AssertTakesAsync(SceneRelease.Second);

        File.WriteAllBytes(_publisher.Timestamp, older);
        UpdateResult result = await _device.PollAsync(_host.Address);
        Assert.Equal((UpdateOutcome.Refused, UpdateFailure.Refused), (result.Outcome, result.Failure));
        Assert.Equal("rolled-back", StatusReader.Read(_device.Store).NetworkHealth);
        _device.AssertRuns(SceneRelease.Second, before: SceneRelease.First);

        File.WriteAllBytes(_publisher.Timestamp, newer);
        _publisher.AnnounceFile(SceneRelease.Third);
        UpdateResult proper = await _device.PollAsync(_host.Address);
        Assert.True(proper.Outcome == UpdateOutcome.Committed, proper.Message);
    }

    [Fact]
    public async Task Poll_OfAnOlderSnapshotUnderTheNewestName_IsRefusedUntilItIsRight()
    {
        await InstallFirstAsync();
        string older = NewestSnapshot();
        _publisher.AnnounceFile(SceneRelease.Second);
        string newest = NewestSnapshot();
        byte[] right = File.ReadAllBytes(newest);
        Assert.NotEqual(older, newest);
        File.Copy(older, newest, overwrite: true);

        await AssertFailsAsync(UpdateFailure.Refused, "snapshot");

        File.WriteAllBytes(newest, right);
        await AssertTakesAsync(SceneRelease.Second);
    }

    [Fact]
    public async Task Poll_ThatBreaksOffInTheDownload_GoesOnThereAtTheNextOne()
    {
        await InstallFirstAsync();
        _publisher.AnnounceFile(SceneRelease.Second);
        _host.BreaksOffAt = (_publisher.TargetFile(), 3000);

        await AssertFailsAsync(UpdateFailure.Network, "broke", UpdateOutcome.Failed);

        _host.BreaksOffAt = null;
        await AssertTakesAsync(SceneRelease.Second);
        Assert.Contains("Range: bytes=3000-", _host.Requests.Last(), StringComparison.OrdinalIgnoreCase);
    }

    private async Task InstallFirstAsync()
    {
        _publisher.AnnounceFile(SceneRelease.First);
        UpdateResult result = await _device.PollAsync(_host.Address);
        Assert.True(result.Outcome == UpdateOutcome.Committed, result.Message);
    }

    private async Task AssertFailsAsync(
        UpdateFailure failure, string reason, UpdateOutcome outcome = UpdateOutcome.Refused)
    {
        UpdateResult result = await _device.PollAsync(_host.Address);

        Assert.True((result.Outcome, result.Failure) == (outcome, failure), $"{result}");
        Assert.Contains(reason, result.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal((UpdateState.Idle, 1L), (_device.Machine.Record.State, _device.Machine.Active!.Sequence));
        Assert.Equal((result.Outcome, result.Message), LastCheck());
        Assert.Null(StatusReader.Read(_device.Store).Candidate);
        _device.AssertRuns(SceneRelease.First);
    }

    private (UpdateOutcome, string) LastCheck()
        => (_device.Machine.Record.LastCheck!.Outcome, _device.Machine.Record.LastCheck.Message);

    private async Task AssertTakesAsync(SceneRelease release)
    {
        UpdateResult result = await _device.PollAsync(_host.Address);

        Assert.True(result.Outcome == UpdateOutcome.Committed, $"{result}");
        _device.AssertRuns(release, before: SceneRelease.First);
        Assert.Empty(Directory.GetFileSystemEntries(_device.Store.Paths.Downloads));
    }

    private string NewestSnapshot() => Directory.GetFiles(Path.Combine(_publisher.Repository, "metadata"), "*.snapshot.json")
        .MaxBy(path => int.Parse(Path.GetFileName(path).Split('.')[0], CultureInfo.InvariantCulture))!;

    private string[] BlobsWith(byte[] pattern)
        => [.. Directory.GetFiles(Path.Combine(_publisher.Repository, "blobs", "sha256"))
            .Where(blob => File.ReadAllBytes(blob).AsSpan().IndexOf(pattern) >= 0)];
}
