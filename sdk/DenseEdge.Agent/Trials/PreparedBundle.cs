using DenseEdge.Agent.Storing;
using DenseEdge.Agent.Updating;
using DenseEdge.Bundles.Golden;
using DenseEdge.Contracts;
using DenseEdge.Sdk;

namespace DenseEdge.Agent.Trials;

/// <summary>A bundle's model, ready for its golden frames.</summary>
internal sealed class PreparedBundle(
    InstalledModel model, DensePredictor predictor, GoldenSet golden, TrialOptions options, TimeProvider time) : IPreparedModel
{
    public required double PreparedSeconds { get; init; }

    public required double MegabytesBefore { get; init; }

    /// <inheritdoc/>
    public async Task<TrialReport> RunAsync(IProgress<double>? progress, CancellationToken cancellationToken)
    {
        try
        {
            GoldenCheckOptions check = new()
            {
                Progress = progress is null ? null : new Hundredfold(progress),
                CancellationToken = cancellationToken,
            };
            GoldenReport found = await Task.Run(() => golden.Check(predictor, check), cancellationToken).ConfigureAwait(false);
            return Judge(found, BundleTrial.MemoryMegabytes() - MegabytesBefore);
        }
        catch (Exception fault) when (fault is EngineException or InvalidDataException)
        {
            throw new UpdateException(UpdateFailure.Model, $"{model} failed on its golden frames: {fault.Message}", fault);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => predictor.Dispose();

    private TrialReport Judge(GoldenReport found, double grownMegabytes)
    {
        List<string> faults = [.. found.Faults];
        if (!found.Passed && faults.Count == 0)
        {
            faults.Add("The golden frames are not as expected.");
        }

        double p95Ms = found.LatencyMs.P95Ms;
        if (model.LatencyPromiseMs is { } promise && p95Ms > promise * options.LatencyFactor)
        {
            faults.Add(
                $"Expected a 95th percentile of at most {promise:F2} ms x {options.LatencyFactor}, as promised for this board, found {p95Ms:F2} ms.");
        }

        if (options.LatencyLimitMs is { } limit && p95Ms > limit)
        {
            faults.Add($"Expected a 95th percentile of at most {limit:F2} ms, found {p95Ms:F2} ms.");
        }

        if (options.MemoryLimitMegabytes is { } memory && grownMegabytes > memory)
        {
            faults.Add($"Expected at most {memory:F0} MB more memory, found {grownMegabytes:F0} MB.");
        }

        return new TrialReport
        {
            Passed = faults.Count == 0,
            Digest = model.Digest,
            Model = model.ToString(),
            Faults = faults,
            Engine = found.Engine,
            Frames = found.Frames,
            NonFinite = found.NonFinite,
            Tasks = [.. found.Tasks.Select(task => new TrialTask(task.Task.Key(), Finite(task.Worst), task.Limit, task.Unit))],
            MedianMs = Math.Round(found.LatencyMs.P50Ms, 3),
            P95Ms = Math.Round(p95Ms, 3),
            PromiseMs = model.LatencyPromiseMs,
            PreparedSeconds = Math.Round(PreparedSeconds, 3),
            GrownMegabytes = Math.Round(grownMegabytes, 1),
            At = time.GetUtcNow(),
        };
    }

    // JSON has no infinity; the faults say what it was.
    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private sealed class Hundredfold(IProgress<double> percents) : IProgress<double>
    {
        public void Report(double value) => percents.Report(100 * value);
    }
}
