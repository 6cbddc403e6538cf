using System.Globalization;

namespace DenseEdge.Quantization.Sensitivity;

/// <summary>What one image costs: a time where the machine at hand stands for the target, else a model of it.</summary>
/// <param name="Amount">Milliseconds, or multiply-adds counted as if they were in FP32.</param>
/// <param name="IsMeasured">Whether it is a time.</param>
public readonly record struct ModelCost(double Amount, bool IsMeasured)
{
    /// <summary>Writes the cost with its unit, and where it comes from.</summary>
    public override string ToString() => IsMeasured
        ? string.Create(CultureInfo.InvariantCulture, $"{Amount:F1} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{Amount / 1e9:G3} G FP32 multiply-adds' worth");
}
