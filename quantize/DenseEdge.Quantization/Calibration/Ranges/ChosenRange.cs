namespace DenseEdge.Quantization.Calibration.Ranges;

/// <summary>The range that was chosen for a tensor.</summary>
/// <param name="Parameters">Scale and zero point.</param>
/// <param name="Method">How it was found, such as <c>percentile 99.99</c>.</param>
/// <param name="SqnrDb">Signal-to-quantisation-noise ratio over all calibration values, in decibels.</param>
public sealed record ChosenRange(QuantizationParameters Parameters, string Method, double SqnrDb);
