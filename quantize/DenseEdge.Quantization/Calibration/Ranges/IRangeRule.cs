namespace DenseEdge.Quantization.Calibration.Ranges;

/// <summary>Chooses what a quantised tensor shall represent.</summary>
internal interface IRangeRule
{
    /// <summary>Its name for reports, such as <c>percentile 99.99</c>.</summary>
    string Name { get; }

    /// <summary>Chooses the range.</summary>
    /// <param name="tensor">What calibration saw; at least one image.</param>
    /// <param name="grid">The codes.</param>
    ClippingRange Find(TensorStatistics tensor, IntegerGrid grid);
}
