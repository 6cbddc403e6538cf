namespace DenseEdge.Bundles.Golden;

/// <summary>How long frames took in a predictor, in milliseconds: upload, network and download.</summary>
/// <param name="P50Ms">Half of the frames took at most this.</param>
/// <param name="P95Ms">19 of 20 took at most this.</param>
/// <param name="Count">Number of frames that were timed, after the first ones.</param>
public sealed record GoldenLatency(double P50Ms, double P95Ms, int Count);
