namespace DenseEdge.Quantization.Calibration;

/// <summary>The value of one graph input for one calibration image.</summary>
/// <param name="Name">The graph input's name.</param>
/// <param name="Dims">Its shape, such as [1, H, W, 3] or [1, 3, H, W].</param>
/// <param name="Values">Row-major, <c>byte[]</c> or <c>float[]</c>, of the type that the graph input has.</param>
public sealed record CalibrationInput(string Name, IReadOnlyList<int> Dims, Array Values);
