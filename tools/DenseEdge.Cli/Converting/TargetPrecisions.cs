using DenseEdge.Contracts;
using DenseEdge.Onnx.Targets;
using DenseEdge.Quantization.Integers;

namespace DenseEdge.Cli.Converting;

/// <summary>The arithmetics that a target runs well, read from its profile.</summary>
internal static class TargetPrecisions
{
    /// <summary>Finds how a target wants a precision written.</summary>
    /// <param name="target">The target.</param>
    /// <param name="precision">The precision.</param>
    /// <returns>Of several ways to write integers the last, the target's fastest; null if it should not run the
    /// precision.</returns>
    public static PrecisionFlavour? Find(TargetProfile target, ModelPrecision precision) => precision == ModelPrecision.Int8
        ? target.Precisions.LastOrDefault(known => known.IsQuantized)
        : target.Precision(precision.Key());

    /// <summary>Says what was expected in place of a precision that a target should not run.</summary>
    /// <param name="target">The target.</param>
    /// <param name="precision">The precision.</param>
    public static string Expected(TargetProfile target, ModelPrecision precision)
        => $"Expected a precision that {target.Name} runs well "
            + $"({string.Join(", ", target.Precisions.Select(known => known.Name))}), found {precision.Key()}.";

    /// <summary>Lists a precision and every finer one of the target, the coarsest first, down to FP32.</summary>
    /// <param name="target">The target.</param>
    /// <param name="coarsest">The precision to begin with.</param>
    public static IReadOnlyList<ModelPrecision> Ladder(TargetProfile target, ModelPrecision coarsest) =>
    [
        .. ModelPrecisions.All.Reverse().Where(precision => precision <= coarsest && Find(target, precision) is not null),
    ];

    /// <summary>Finds whose rules for integers a flavour follows.</summary>
    /// <param name="flavour">A quantised flavour of a target.</param>
    /// <exception cref="ArgumentException">The quantiser has no rules of that name.</exception>
    public static IntegerFlavor Integers(PrecisionFlavour flavour) => flavour.Name switch
    {
        "int8-cpu" => IntegerFlavor.Cpu,
        "int8-weak" => IntegerFlavor.TensorRtWeak,
        "int8-strong" => IntegerFlavor.TensorRtStrong,
        _ => throw new ArgumentException(
            $"Expected int8-cpu, int8-weak or int8-strong as the profile's quantised precision, found '{flavour.Name}'."),
    };
}
