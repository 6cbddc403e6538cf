using DenseEdge.Quantization.Calibration;

namespace DenseEdge.Quantization.Comparison;

/// <summary>How <see cref="ModelComparer"/> runs two models.</summary>
public sealed record ComparisonOptions
{
    /// <summary>Upper bound on the number of images.</summary>
    /// <value>16: layers differ little from image to image. Fewer than there are are taken at even distances. At least
    /// 1.</value>
    public int Images { get; init; } = 16;

    /// <summary>Whether the engine may rewrite the graphs before it runs them.</summary>
    /// <value>False by default: every node runs as the file says, which is what another engine is compared with.</value>
    public bool OptimizeGraph { get; init; }

    /// <summary>Number of threads of the engine.</summary>
    /// <value>0, the default, takes one per core.</value>
    public int ThreadCount { get; init; }

    /// <summary>How many bytes of tensors one part of a model may hand out at a time; memory grows with it, not with the
    /// model.</summary>
    /// <value>24 MiB: garbage and pooled arrays come to several times this.</value>
    public long SegmentBytes { get; init; } = 24L << 20;

    /// <summary>Hears how far it is; null for nobody.</summary>
    public IProgress<CalibrationProgress>? Progress { get; init; }

    internal ComparisonOptions Validated()
    {
        List<string> faults = [];
        if (Images < 1)
        {
            faults.Add($"Images must be at least 1, not {Images}.");
        }

        if (SegmentBytes < 1)
        {
            faults.Add($"SegmentBytes must be at least 1, not {SegmentBytes}.");
        }

        return faults.Count == 0 ? this : throw new ArgumentException($"Comparison options: {string.Join(" ", faults)}");
    }
}
