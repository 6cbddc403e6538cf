using System.Globalization;

namespace DenseEdge.FleetBench;

/// <summary>Results as lines.</summary>
internal static class BenchText
{
    /// <summary>Describes what was measured.</summary>
    /// <param name="result">The result.</param>
    public static IEnumerable<string> Lines(BenchResult result)
    {
        PollResult polls = result.Polls;
        yield return Text($"{result.Database}, {polls.Devices} devices, registered in {result.RegistrationSeconds:F1} s");
        yield return Text($"polls      {polls.PollsPerSecond:F1}/s, {polls.NotModifiedPercent:F1} % of them 304, {Latency(polls.Latency)}");
        yield return Text(
            $"  server   {polls.ServerCpuPercent:F1} % of a core, {polls.ServerCpuMicrosecondsPerPoll:F0} us a poll, ")
            + Text($"{polls.ServerMegabytes:F0} MB; {polls.Faults} faults {polls.FirstFault}, {polls.Lost} lost");
        if (result.Rollout is { } rollout)
        {
            yield return Text($"rollout    {rollout.Succeeded} of {rollout.Devices} in {rollout.WallSeconds:F1} s, started in ")
                + Text($"{rollout.StartMs:F0} ms; {rollout.UpdatedDevices} updated, {rollout.StartedTwice} started twice");
            yield return Text($"  failures {rollout.Failed} by the server's count, {rollout.FailedDevices} by the devices'");
            yield return Text($"  polls    {Latency(rollout.Polls)}");
            yield return Text($"  starts   {Latency(rollout.Starts)}");
            yield return Text($"  reports  {Latency(rollout.Reports)}");
            yield return Text($"  server   {rollout.ServerCpuPercent:F1} % of a core, {rollout.ServerMegabytes:F0} MB; ")
                + Text($"{rollout.Faults} faults {rollout.FirstFault}, {rollout.Lost} lost {rollout.FirstLost}");
        }

        if (result.Threshold is { } threshold)
        {
            yield return Text($"threshold  {threshold.State} with {threshold.Failed} of {threshold.Failing} failures and ")
                + Text($"{threshold.Succeeded} successes; {threshold.StartedTwice} started twice: {threshold.Reason}");
            yield return Text($"  requests {threshold.Faults} faults {threshold.FirstFault}, {threshold.Lost} lost");
        }

        if (result.Abort is { } abort)
        {
            yield return Text($"abort      at {abort.SucceededBefore} successes, acknowledged in {abort.AcknowledgeMs:F0} ms, ")
                + Text($"{abort.InFlight} in flight of which {abort.FinishedAfter} finished");
            yield return Text($"  after it {abort.StartedAfter} started, {abort.AnsweredAcross} had asked before; ")
                + Text($"{abort.ServerCounts}; {abort.Faults} faults {abort.FirstFault}, {abort.Lost} lost {abort.FirstLost}");
        }
    }

    private static string Latency(LatencySummary latency) => Text(
        $"p50 {latency.P50Ms:F1} ms, p90 {latency.P90Ms:F1} ms, p99 {latency.P99Ms:F1} ms, max {latency.MaxMs:F0} ms of {latency.Count}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
