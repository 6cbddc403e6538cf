namespace DenseEdge.Quantization.Float16;

/// <summary>Why nodes stay in FP32.</summary>
public enum IslandRule
{
    /// <summary>The operator has no FP16 form, or the target runs it in FP32 only.</summary>
    Operator,

    /// <summary>The caller said so.</summary>
    Caller,

    /// <summary>A constant is too large or too small for FP16.</summary>
    Constant,

    /// <summary>Calibration saw an activation that is too large.</summary>
    Range,

    /// <summary>Exponentials, logarithms and powers, which overflow or cancel.</summary>
    Exponential,

    /// <summary>Lengths and variances: sums of squares, which overflow above 256 and vanish below 2^-12.</summary>
    Normalization,

    /// <summary>A softmax over so many entries that they are FP16 subnormals.</summary>
    LongSoftmax,

    /// <summary>A sum over so many activations that it overflows or stops growing.</summary>
    LongSum,

    /// <summary>A quotient by something that stays in FP32.</summary>
    Denominator,

    /// <summary>The last steps to an FP32 output, where FP32 costs no further cast.</summary>
    Answer,
}
