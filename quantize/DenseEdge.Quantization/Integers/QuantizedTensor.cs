namespace DenseEdge.Quantization.Integers;

/// <summary>A line of the report: how one activation was quantised.</summary>
/// <param name="Name">The tensor.</param>
/// <param name="Min">The least value that calibration saw.</param>
/// <param name="Max">The greatest.</param>
/// <param name="Low">The least value that is represented.</param>
/// <param name="High">The greatest.</param>
/// <param name="Scale">Distance of two codes.</param>
/// <param name="ZeroPoint">The code of 0.</param>
/// <param name="Method">How the range was found.</param>
/// <param name="SqnrDb">Signal-to-quantisation-noise ratio in decibels; null if there was no noise.</param>
/// <param name="LateGrowth">How much of the range only the last fifth of the images showed, from 0 to 1.</param>
public sealed record QuantizedTensor(
    string Name, float Min, float Max, double Low, double High, float Scale, int ZeroPoint, string Method, double? SqnrDb,
    double LateGrowth);
