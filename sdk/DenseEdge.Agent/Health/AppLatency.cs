using DenseEdge.Agent.Trials;

namespace DenseEdge.Agent.Health;

/// <summary>How long frames take in an app: upload, network and download.</summary>
/// <param name="P50Ms">Half of the frames took at most this, in milliseconds.</param>
/// <param name="P95Ms">19 of 20 took at most this, in milliseconds.</param>
/// <param name="P99Ms">99 of 100 took at most this, in milliseconds; null if that isn't known.</param>
/// <param name="Frames">How many frames were timed.</param>
public sealed record AppLatency(double P50Ms, double P95Ms, double? P99Ms, int Frames)
{
    /// <summary>Whether these can be figures of one app.</summary>
    internal bool IsPlausible => P50Ms > 0 && P50Ms <= P95Ms && P95Ms <= (P99Ms ?? P95Ms) && Frames > 0 && double.IsFinite(P95Ms)
        && double.IsFinite(P99Ms ?? 0);

    /// <summary>What a trial measured.</summary>
    /// <param name="trial">The trial; null for none.</param>
    internal static AppLatency? Of(TrialReport? trial)
        => trial is { MedianMs: { } median, P95Ms: { } p95 } ? new AppLatency(median, p95, null, trial.Frames) : null;
}
