namespace DenseEdge.Quantization.Calibration;

/// <summary>How the clipping threshold of a tensor follows from what calibration saw of it.</summary>
public enum CalibrationMethod
{
    /// <summary>Per tensor the one of the other methods whose quantised values are closest to the real ones.</summary>
    Auto,

    /// <summary>The whole range: nothing is clipped.</summary>
    MinMax,

    /// <summary>A share of the values, such as 99.99 %; the rest is clipped.</summary>
    Percentile,

    /// <summary>The threshold whose quantised distribution has the least Kullback-Leibler divergence from the real one.</summary>
    Entropy,

    /// <summary>The threshold with the least mean squared error.</summary>
    MeanSquaredError,
}
