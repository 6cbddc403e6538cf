using DenseEdge.Search.Fronts;

namespace DenseEdge.Search.Reports;

/// <summary>Compares ways to search by the area under their fronts, all from the same corner.</summary>
public static class HypervolumeComparison
{
    private const double MicrosecondsPerMs = 1000;

    /// <summary>The corner that no point of any method lies beyond: the slowest latency and the least utility of all.</summary>
    /// <param name="methods">The methods, at least one.</param>
    /// <exception cref="ArgumentException">There is no method, or one without a run.</exception>
    /// <remarks>The extreme points themselves add nothing, as in any hypervolume from the nadir.</remarks>
    public static HypervolumeReference Reference(IReadOnlyList<SearchMethod> methods)
    {
        RequireRuns(methods);
        FrontPoint[] points = [.. methods.SelectMany(method => method.Runs).SelectMany(run => run.Front.Points)];
        return new HypervolumeReference(
            points.Max(point => point.LatencyMicroseconds) / MicrosecondsPerMs, points.Min(point => point.Utility));
    }

    /// <summary>Compares methods.</summary>
    /// <param name="methods">The methods, at least one.</param>
    /// <param name="reference">The common corner.</param>
    /// <returns>A result per method, in the same order.</returns>
    /// <exception cref="ArgumentException">There is no method, or one without a run.</exception>
    public static IReadOnlyList<FrontComparison> Compare(IReadOnlyList<SearchMethod> methods, HypervolumeReference reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        RequireRuns(methods);
        long slowest = (long)Math.Round(reference.SlowestMs * MicrosecondsPerMs);
        return
        [
            .. methods.Select(method => new FrontComparison(
                method.Name,
                [.. method.Runs.Select(run => new SeedHypervolume(
                    run.Seed, run.Front.Hypervolume(slowest, reference.LeastUtility) / MicrosecondsPerMs))])
            {
                Cost = method.Cost,
                Curve = [.. method.Runs[0].Front.Points.Select(point =>
                    new CurvePoint(point.LatencyMicroseconds / MicrosecondsPerMs, point.Utility))],
            }),
        ];
    }

    private static void RequireRuns(IReadOnlyList<SearchMethod> methods)
    {
        ArgumentNullException.ThrowIfNull(methods);
        if (methods.Count == 0 || methods.Any(method => method.Runs.Count == 0))
        {
            throw new ArgumentException(
                "Expected methods with at least one run each, got "
                + $"[{string.Join(", ", methods.Select(method => $"{method.Name}: {method.Runs.Count}"))}].",
                nameof(methods));
        }
    }
}
