using DenseEdge.Onnx;
using DenseEdge.Onnx.Targets;
using DenseEdge.Quantization.Calibration;

namespace DenseEdge.Quantization.Float16;

/// <summary>How <see cref="HalfPrecision"/> converts a graph.</summary>
public sealed record HalfOptions
{
    /// <summary>The greatest magnitude of an activation that FP16 is trusted with.</summary>
    /// <value>512 by default: above it neighbouring FP16 numbers lie 0.5 apart, and sums of a few products overflow. From 1 to
    /// 65504.</value>
    public float LargestMagnitude { get; init; } = 512;

    /// <summary>The number of terms up to which a softmax, or a sum of activations, is computed in FP16.</summary>
    /// <value>1024 by default: a softmax over n entries has values near 1/n, and above 2^10 entries those that lie 16 times
    /// below the mean are FP16 subnormals (less than 2^-14). At least 2.</value>
    public int LongestReduction { get; init; } = 1024;

    /// <summary>Operators that the target runs in FP32 only, such as <c>CumSum</c>.</summary>
    /// <value>Empty by default.</value>
    public IReadOnlySet<string> BlockedOperators { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Nodes that stay in FP32 for a reason of the caller, such as a measured loss, by the name of their first
    /// output.</summary>
    /// <value>Empty by default.</value>
    public IReadOnlySet<string> KeptNodes { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>The greatest magnitude that calibration saw, by tensor name.</summary>
    /// <value>Empty by default: then only the rules that need no data apply.</value>
    public IReadOnlyDictionary<string, float> Magnitudes { get; init; } = new Dictionary<string, float>(StringComparer.Ordinal);

    /// <summary>The mean of each channel that calibration saw, [C], by tensor name: weights are rounded so that what they make
    /// of these means stays.</summary>
    /// <value>Empty by default: then all channels are taken to have the same mean.</value>
    public IReadOnlyDictionary<string, double[]> ChannelMeans { get; init; } =
        new Dictionary<string, double[]>(StringComparer.Ordinal);

    /// <summary>Takes ranges and means from a calibration.</summary>
    /// <param name="table">What the calibration of the same graph saw.</param>
    public HalfOptions With(CalibrationTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return this with
        {
            Magnitudes = table.Tensors.ToDictionary(
                tensor => tensor.Name, tensor => tensor.GreatestMagnitude, StringComparer.Ordinal),
            ChannelMeans = table.Tensors.ToDictionary(
                tensor => tensor.Name, tensor => tensor.ChannelMeans(), StringComparer.Ordinal),
        };
    }

    /// <summary>Takes what a target lists: operators that it runs in FP32 and not in FP16, and quantisation nodes whose scales
    /// must be FP32.</summary>
    /// <param name="target">The target.</param>
    /// <returns>These options, with those operators blocked beside the ones that already are.</returns>
    public HalfOptions For(TargetProfile target)
    {
        ArgumentNullException.ThrowIfNull(target);
        IEnumerable<string> wideOnly = target.Operators
            .Where(entry => entry.Value.Contains(GraphElementType.Float32) && !entry.Value.Contains(GraphElementType.Float16))
            .Select(entry => entry.Key);
        string[] scaled = target.Quantization.ScaleTypes.Contains(GraphElementType.Float16)
            ? []
            : ["QuantizeLinear", "DequantizeLinear"];
        return this with { BlockedOperators = new HashSet<string>([.. BlockedOperators, .. wideOnly, .. scaled], StringComparer.Ordinal) };
    }

    internal HalfOptions Validated()
    {
        List<string> faults = [];
        if (!(LargestMagnitude is >= 1 and <= HalfRange.Largest))
        {
            faults.Add($"LargestMagnitude must be between 1 and {HalfRange.Largest}, not {LargestMagnitude}.");
        }

        if (LongestReduction < 2)
        {
            faults.Add($"LongestReduction must be at least 2, not {LongestReduction}.");
        }

        return faults.Count == 0 ? this : throw new ArgumentException($"FP16 options: {string.Join(" ", faults)}");
    }
}
