namespace DenseEdge.Quantization.Calibration.Ranges;

/// <summary>The whole range that calibration saw: nothing is clipped.</summary>
internal sealed class MinMaxRule : IRangeRule
{
    public string Name => "min-max";

    public ClippingRange Find(TensorStatistics tensor, IntegerGrid grid) => Whole(tensor);

    /// <summary>From the least to the greatest value, widened so that it holds 0.</summary>
    /// <param name="tensor">What calibration saw.</param>
    internal static ClippingRange Whole(TensorStatistics tensor) => new(Math.Min(0, tensor.Min), Math.Max(0, tensor.Max));
}
