using DenseEdge.Quantization.Calibration;

namespace DenseEdge.Quantization.Tests.Comparison;

/// <summary>Images in memory, for a model with the one float input <c>x</c>.</summary>
internal sealed class FixedImages(int[] dims, params float[][] images) : ICalibrationSource
{
    public int Count => images.Length;

    public string Name => "fixed images";

    public IReadOnlyList<CalibrationInput> Load(int index) => [new CalibrationInput("x", dims, images[index])];
}
