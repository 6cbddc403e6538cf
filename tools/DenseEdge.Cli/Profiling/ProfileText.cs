using System.Globalization;
using System.Text;
using DenseEdge.Contracts;
using DenseEdge.Search.Devices;
using DenseEdge.Search.Latency;

namespace DenseEdge.Cli.Profiling;

/// <summary>A profile in a few lines for people.</summary>
internal static class ProfileText
{
    private const double MostDrifted = 0.7;
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>Describes a profile.</summary>
    /// <param name="profile">The profile.</param>
    public static string Describe(DeviceProfile profile)
    {
        StringBuilder text = new();
        AppendMeasurements(text, profile);
        AppendCosts(text, profile);
        AppendErrors(text, profile);
        AppendMask(text, profile);
        return text.ToString();
    }

    private static void AppendMeasurements(StringBuilder text, DeviceProfile profile)
    {
        LatencyMeasurement[] measured = [.. profile.Samples.Select(sample => sample.Measurement)];
        double[] latencies = [.. measured.Select(network => network.P50Ms)];
        int blocks = measured.Sum(network => network.Blocks);
        int drifted = measured.Sum(network => network.DriftedBlocks);
        int throttled = measured.Count(network => network.Throttled);
        text.Append(Culture, $"measured  {latencies.Length} networks of {latencies.Min():F2} to {latencies.Max():F2} ms, ");
        text.AppendLine(Culture, $"beside a reference of {profile.ReferenceMs:F2} ms");
        text.Append(Culture, $"          {measured.Sum(network => network.Count)} runs kept, ");
        text.Append(Culture, $"{measured.Sum(network => network.DroppedSamples)} thrown away; ");
        text.AppendLine(Culture, $"{drifted} of {blocks} blocks kept with a reference that drifted");
        if (throttled > 0)
        {
            text.Append(Culture, $"WARNING   the device throttled while {throttled} networks were measured: ");
            text.AppendLine("cool it, or choose a lower power mode, and profile again");
        }

        if (drifted > MostDrifted * blocks)
        {
            text.AppendLine("WARNING   the device was never steady: stop its other work, or give the measuring program a core of");
            text.AppendLine("          its own, such as by --prefix \"taskset -c 1 chrt -f 10\"");
        }
    }

    private static void AppendCosts(StringBuilder text, DeviceProfile profile)
    {
        text.AppendLine("cost      by the fit (by single blocks), in microseconds:");
        foreach (string term in profile.Terms.Names)
        {
            text.AppendLine(
                Culture, $"          {term,-22}{profile.Microseconds[term],9:F0}   ({profile.PriorMicroseconds[term]:F0})");
        }
    }

    private static void AppendErrors(StringBuilder text, DeviceProfile profile)
    {
        PredictionError error = profile.HeldOutError;
        text.AppendLine(Culture, $"error     {Words(error)}, on {error.Count} networks that the fit didn't see");
        if (profile.RepeatedError is { } repeated)
        {
            // Two measurements differ by the errors of both, a perfect model and one measurement by that of one.
            double best = repeated.MeanAbsolutePercent / Math.Sqrt(2);
            text.AppendLine(Culture, $"repeated  {Words(repeated)}: the same {repeated.Count} networks, measured again");
            text.AppendLine(Culture, $"          a perfect model would be off by {best:F2} % on average");
        }
    }

    private static void AppendMask(StringBuilder text, DeviceProfile profile)
    {
        double ratio = ContextMask.Ratio(profile.Tasks, [.. profile.Terms.Names.Select(term => profile.Microseconds[term])]);
        string verdict = profile.MaskedContexts.Contains(ContextType.Local) ? "left out" : "kept";
        text.Append(Culture, $"local     costs {ratio:F1} times the dearest other context: ");
        text.AppendLine(Culture, $"{verdict} (limit {ContextMask.WorstRatio:F0})");
    }

    private static string Words(PredictionError error) => string.Create(
        Culture,
        $"{error.MeanAbsolutePercent:F2} % on average, {100 * error.Within5Percent:F0} % within 5 %, ")
        + string.Create(Culture, $"{100 * error.Within10Percent:F0} % within 10 %, Kendall tau {error.KendallTau:F3}");
}
