using System.ComponentModel.DataAnnotations;
using DenseEdge.Quantization.Calibration;
using DenseEdge.Quantization.Float16;

namespace DenseEdge.Quantization.Integers;

/// <summary>How a model is quantised.</summary>
public sealed record QuantizationOptions
{
    /// <summary>Whose rules the result follows.</summary>
    public required IntegerFlavor Flavor { get; init; }

    /// <summary>How the calibration runs.</summary>
    public CalibrationOptions Calibration { get; init; } = new();

    /// <summary>How ranges follow from what calibration saw.</summary>
    /// <value><see cref="CalibrationMethod.Auto"/>.</value>
    public CalibrationMethod Method { get; init; } = CalibrationMethod.Auto;

    /// <summary>The share of values that <see cref="CalibrationMethod.Percentile"/> keeps, in percent.</summary>
    /// <value>99.99.</value>
    [Range(50, 100)]
    public double Percentile { get; init; } = 99.99;

    /// <summary>One scale for every output channel of a weight, rather than one for the whole.</summary>
    /// <value>True.</value>
    public bool PerChannelWeights { get; init; } = true;

    /// <summary>Bits of a weight, 7 or 8.</summary>
    /// <value>Null: 8 for TensorRT, 7 for the CPU engine. There 7 stands for codes of 8 bits of which no two neighbours sum to
    /// more than 128 (<see cref="Onnx.Engines.SixteenBitPairs"/>): sums of 16 bits, which x86 processors without VNNI use,
    /// then don't saturate. Choose 8 if every device has VNNI or is an ARM.</value>
    [Range(7, 8)]
    public int? WeightBits { get; init; }

    /// <summary>Whether neighbouring codes are limited so that sums of 16 bits suffice: for the CPU engine, unless
    /// <see cref="WeightBits"/> is 8.</summary>
    public bool LimitsPairs => Flavor == IntegerFlavor.Cpu && WeightBits != 8;

    /// <summary>Patterns of node names that stay float; <c>*</c> stands for any characters.</summary>
    /// <value>None.</value>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Whether the last convolution before every output is quantised too.</summary>
    /// <value>False: it is a small part of the work and what it loses goes straight into the answer.</value>
    public bool QuantizeHeads { get; init; }

    /// <summary>Whether a concatenation's inputs and its output share one scale: faster, less accurate where branches
    /// differ.</summary>
    /// <value>False.</value>
    public bool SharedConcatScales { get; init; }

    /// <summary>Whether biases make up for the shift of a convolution's mean output that rounded weights cause.</summary>
    /// <value>True.</value>
    public bool BiasCorrection { get; init; } = true;

    /// <summary>How the floats of <see cref="IntegerFlavor.TensorRtStrong"/> become FP16; calibration adds its ranges.</summary>
    /// <value>The defaults.</value>
    public HalfOptions Half { get; init; } = new();

    internal QuantizationOptions Validated()
    {
        Validator.ValidateObject(this, new ValidationContext(this), validateAllProperties: true);
        Calibration.Validated();
        return this;
    }
}
