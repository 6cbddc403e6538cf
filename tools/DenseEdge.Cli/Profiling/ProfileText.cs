using System.Globalization;
using System.Text;
using DenseEdge.Contracts;
using DenseEdge.Search.Devices;
using DenseEdge.Search.Latency;

namespace DenseEdge.Cli.Profiling;

/// <summary>A profile in a few lines for people.</summary>
internal static class ProfileText
{
    /// <summary>Describes a profile.</summary>
    /// <param name="profile">The profile.</param>
    public static string Describe(DeviceProfile profile)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        StringBuilder text = new();
        double[] latencies = [.. profile.Samples.Select(sample => sample.Measurement.P50Ms)];
        text.AppendLine(culture, $"measured  {latencies.Length} networks of {latencies.Min():F2} to {latencies.Max():F2} ms, beside a reference of {profile.ReferenceMs:F2} ms");
        AppendCare(text, [.. profile.Samples.Select(sample => sample.Measurement)]);
        text.AppendLine("cost      by the fit (by single blocks), in microseconds:");
        foreach (string term in profile.Terms.Names)
        {
            text.AppendLine(culture, $"          {term,-22}{profile.Microseconds[term],9:F0}   ({profile.PriorMicroseconds[term]:F0})");
        }

        text.AppendLine(culture, $"error     {Error(profile.HeldOutError)}, on {profile.HeldOutError.Count} networks that the fit didn't see");
        if (profile.RepeatedError is { } repeated)
        {
            // Two measurements differ by the errors of both, a perfect model and one measurement by that of one.
            double best = repeated.MeanAbsolutePercent / Math.Sqrt(2);
            text.AppendLine(culture, $"repeated  {Error(repeated)}: the same {repeated.Count} networks, measured again");
            text.AppendLine(culture, $"          a perfect model would be off by {best:F2} % on average");
        }

        double ratio = ContextMask.Ratio(profile.Tasks, [.. profile.Terms.Names.Select(term => profile.Microseconds[term])]);
        text.AppendLine(culture, $"local     costs {ratio:F1} times the dearest other context: {(profile.MaskedContexts.Contains(ContextType.Local) ? "left out" : "kept")} (limit {ContextMask.WorstRatio:F0})");
        return text.ToString();
    }

    private static string Error(PredictionError error) => string.Create(
        CultureInfo.InvariantCulture,
        $"{error.MeanAbsolutePercent:F2} % on average, {100 * error.Within5Percent:F0} % within 5 %, {100 * error.Within10Percent:F0} % within 10 %, Kendall tau {error.KendallTau:F3}");

    private static void AppendCare(StringBuilder text, LatencyMeasurement[] measured)
    {
        int throttled = measured.Count(network => network.Throttled);
        int drifted = measured.Sum(network => network.DriftedBlocks);
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"          {measured.Sum(network => network.Count)} runs kept, {measured.Sum(network => network.DroppedSamples)} thrown away; {drifted} of {measured.Sum(network => network.Blocks)} blocks kept with a reference that drifted");
        if (throttled > 0)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"WARNING   the device throttled while {throttled} networks were measured: cool it, or choose a lower power mode, and profile again");
        }
    }
}
