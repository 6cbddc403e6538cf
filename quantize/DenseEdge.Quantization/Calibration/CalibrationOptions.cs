using System.ComponentModel.DataAnnotations;

namespace DenseEdge.Quantization.Calibration;

/// <summary>How a calibration runs.</summary>
public sealed record CalibrationOptions
{
    /// <summary>Upper bound on the number of images.</summary>
    /// <value>200. More images than the source has mean all of them; fewer are taken at even distances.</value>
    [Range(1, 1_000_000)]
    public int Images { get; init; } = 200;

    /// <summary>Names of the tensors whose values are counted; of the others only range and means are kept.</summary>
    /// <value>Null: all.</value>
    public IReadOnlySet<string>? Counted { get; init; }

    /// <summary>How many bytes of activations one part of the network may hand out at a time.</summary>
    /// <value>128 MiB.</value>
    [Range(1, long.MaxValue)]
    public long SegmentBytes { get; init; } = 128L << 20;

    /// <summary>Number of threads of ONNX Runtime.</summary>
    /// <value>0: one per core.</value>
    [Range(0, 1024)]
    public int ThreadCount { get; init; }

    /// <summary>Hears how far it is; null for nobody.</summary>
    public IProgress<CalibrationProgress>? Progress { get; init; }

    internal CalibrationOptions Validated()
    {
        Validator.ValidateObject(this, new ValidationContext(this), validateAllProperties: true);
        return this;
    }
}
