using DenseEdge.Agent.Trials;
using DenseEdge.Agent.Updating;
using DenseEdge.Bundles;

namespace DenseEdge.Agent.Tests.EndToEnd;

/// <summary>The real trial with real models: what it refuses, and why.</summary>
public sealed class TrialTests : IDisposable
{
    // Nobody computes a frame in 1 ns; everybody does in a minute.
    private const double ImpossibleMs = 1e-6;
    private const double AnyMs = 60_000;

    private readonly ScenePublisher _publisher = new();
    private readonly RealDevice _device;

    public TrialTests() => _device = new RealDevice(_publisher);

    public void Dispose()
    {
        _device.Dispose();
        _publisher.Dispose();
    }

    [Fact]
    public async Task Trial_WithOtherGoldenFrames_NamesTheTaskAndKeepsTheOldModel()
    {
        TrialReport report = await RejectAsync(SceneRelease.Second with { GoldenMetersPerRed = 0.025f });

        Assert.StartsWith("depth: expected", Assert.Single(report.Faults), StringComparison.Ordinal);
        TrialTask depth = report.Tasks.Single(task => task.Task == "depth");

        // |0.02 - 0.025| / 0.025, and the golden frames' depth has 11 bits.
        Assert.Equal(0.2, depth.WorstDeviation!.Value, 1e-3);
    }

    [Fact]
    public async Task Trial_WithAModelThatAnswersNotANumber_CountsThem()
    {
        TrialReport report = await RejectAsync(SceneRelease.Second with
        {
            MetersPerRed = float.NaN,
            GoldenMetersPerRed = 0.02f,
        });

        // Depth alone is NaN: 12 x 16 pixels in each of two frames.
        Assert.Equal(2 * 12 * 16, report.NonFinite);
    }

    [Fact]
    public async Task Trial_SlowerThanPromisedForThisBoard_IsRefused()
    {
        TrialReport report = await RejectAsync(SceneRelease.Second with { Promise = Promise(ImpossibleMs, RealDevice.Board) });

        Assert.Contains("as promised for this board", Assert.Single(report.Faults), StringComparison.Ordinal);
        Assert.Equal(ImpossibleMs, report.PromiseMs);
    }

    [Fact]
    public async Task Trial_SlowerThanPromisedForAnotherBoard_Passes()
    {
        TrialReport report = await CommitAsync(SceneRelease.Second with { Promise = Promise(ImpossibleMs, "another-board") });

        Assert.Null(report.PromiseMs);
    }

    [Fact]
    public async Task Trial_WithinThePromiseForThisBoard_Passes()
    {
        TrialReport report = await CommitAsync(SceneRelease.Second with { Promise = Promise(AnyMs, RealDevice.Board) });

        Assert.Equal(AnyMs, report.PromiseMs);
    }

    private async Task<TrialReport> RejectAsync(SceneRelease release)
    {
        await _device.ApplyAsync(_publisher.Bundle(SceneRelease.First));
        string bundle = _publisher.Bundle(release);

        UpdateResult result = await _device.ApplyAsync(bundle);

        Assert.Equal((UpdateOutcome.RolledBack, UpdateFailure.Model), (result.Outcome, result.Failure));
        _device.AssertRuns(SceneRelease.First);
        Assert.Equal(result.Digest, Assert.Single(_device.Machine.Record.Bad).Digest);
        TrialReport stored = _device.Store.LastReport(result.Digest!)!;
        Assert.Equal((false, release.Version), (stored.Passed, stored.Model.Split(' ')[1]));
        Assert.Equal(result.Report!.Faults, stored.Faults);

        UpdateResult again = await _device.ApplyAsync(bundle);
        Assert.Contains("pinned as bad", again.Message, StringComparison.Ordinal);
        UpdateResult proper = await _device.ApplyAsync(_publisher.Bundle(SceneRelease.Third));
        Assert.True(proper.Outcome == UpdateOutcome.Committed, proper.Message);
        return stored;
    }

    private async Task<TrialReport> CommitAsync(SceneRelease release)
    {
        await _device.ApplyAsync(_publisher.Bundle(SceneRelease.First));
        UpdateResult result = await _device.ApplyAsync(_publisher.Bundle(release));

        Assert.True(result.Outcome == UpdateOutcome.Committed, result.Message);
        _device.AssertRuns(release, before: SceneRelease.First);
        return _device.Store.LastReport(result.Digest!)!;
    }

    private static LatencyPromise Promise(double p95Ms, string board) => new(p95Ms, board, "CPU 1.20.0", 1, new string('a', 64));
}
