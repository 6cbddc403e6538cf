using DenseEdge.Agent.Updating;
using DenseEdge.Tuf;

namespace DenseEdge.Agent.Tests.EndToEnd;

/// <summary>Bundle files that an operator brings, good ones and others.</summary>
public sealed class BundleFileTests : IDisposable
{
    private readonly ScenePublisher _publisher = new();
    private readonly RealDevice _device;

    public BundleFileTests() => _device = new RealDevice(_publisher);

    public void Dispose()
    {
        _device.Dispose();
        _publisher.Dispose();
    }

    [Fact]
    public async Task Apply_OfAFirstASecondAndAWayBack_RunsWhatItSays()
    {
        UpdateResult first = await _device.ApplyAsync(_publisher.Bundle(SceneRelease.First));

        Assert.True(first.Outcome == UpdateOutcome.Committed, first.Message);
        Assert.Equal((true, 2, 0L), (first.Report!.Passed, first.Report.Frames, first.Report.NonFinite));
        _device.AssertRuns(SceneRelease.First);

        Assert.Equal(
            UpdateOutcome.Committed, (await _device.ApplyAsync(_publisher.Bundle(SceneRelease.Second))).Outcome);
        _device.AssertRuns(SceneRelease.Second, before: SceneRelease.First);

        UpdateResult back = _device.Machine.RollBack("the test wants it");
        Assert.True(back.IsSuccess, back.Message);
        _device.AssertRuns(SceneRelease.First);
    }

    [Fact]
    public async Task Apply_OfTheActiveBundle_ChangesNothing()
    {
        string bundle = _publisher.Bundle(SceneRelease.First);
        await _device.ApplyAsync(bundle);

        Assert.Equal(UpdateOutcome.Current, (await _device.ApplyAsync(bundle)).Outcome);
        Assert.Equal(1, _device.Machine.Active!.Sequence);
    }

    [Fact]
    public async Task Apply_WithAFlippedByteInTheModel_KeepsTheOldOneAndTakesAProperBundle()
    {
        await _device.ApplyAsync(_publisher.Bundle(SceneRelease.First));
        string bundle = _publisher.Bundle(SceneRelease.Second);

        // The factor that the model multiplies red by stands in the model's bytes alone.
        Bytes.Flip(bundle, BitConverter.GetBytes(SceneRelease.Second.MetersPerRed));

        await AssertRefusedAsync(bundle, "sha256:");
    }

    [Fact]
    public async Task Apply_WithAStrangersSignature_KeepsTheOldOneAndTakesAProperBundle()
    {
        using SigningKey stranger = SigningKey.Create();
        await _device.ApplyAsync(_publisher.Bundle(SceneRelease.First));

        await AssertRefusedAsync(_publisher.Bundle(SceneRelease.Second, stranger), "sign");
    }

    [Fact]
    public async Task Apply_OfATruncatedFile_KeepsTheOldOneAndTakesAProperBundle()
    {
        await _device.ApplyAsync(_publisher.Bundle(SceneRelease.First));
        string bundle = _publisher.Bundle(SceneRelease.Second);
        File.WriteAllBytes(bundle, File.ReadAllBytes(bundle)[..^2000]);

        await AssertRefusedAsync(bundle, "truncated");
    }

    [Fact]
    public async Task Apply_OfALowerRelease_IsRefusedUnlessTheOperatorInsists()
    {
        await _device.ApplyAsync(_publisher.Bundle(SceneRelease.Second));
        string older = _publisher.Bundle(SceneRelease.First);

        UpdateResult refused = await _device.ApplyAsync(older);

        Assert.Equal((UpdateOutcome.Refused, UpdateFailure.Refused), (refused.Outcome, refused.Failure));
        Assert.Contains("expected one above 2", refused.Message, StringComparison.Ordinal);
        _device.AssertRuns(SceneRelease.Second);

        UpdateResult forced = await _device.ApplyAsync(older, UpdateRequest.Operator with { AllowDowngrade = true });
        Assert.True(forced.Outcome == UpdateOutcome.Committed, forced.Message);
        _device.AssertRuns(SceneRelease.First, before: SceneRelease.Second);
    }

    private async Task AssertRefusedAsync(string bundle, string reason)
    {
        UpdateResult refused = await _device.ApplyAsync(bundle);

        Assert.Equal((UpdateOutcome.Refused, UpdateFailure.Refused), (refused.Outcome, refused.Failure));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.Equal((UpdateState.Idle, 1L), (_device.Machine.Record.State, _device.Machine.Active!.Sequence));
        _device.AssertRuns(SceneRelease.First);

        UpdateResult proper = await _device.ApplyAsync(_publisher.Bundle(SceneRelease.Second));
        Assert.True(proper.Outcome == UpdateOutcome.Committed, proper.Message);
        _device.AssertRuns(SceneRelease.Second, before: SceneRelease.First);
        Assert.Empty(Directory.GetFileSystemEntries(_device.Store.Paths.Downloads));
    }
}
