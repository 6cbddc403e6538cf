namespace DenseEdge.Quantization.Calibration;

/// <summary>How far a calibration is.</summary>
/// <param name="Done">Images that are done.</param>
/// <param name="Total">All images.</param>
public readonly record struct CalibrationProgress(int Done, int Total);
