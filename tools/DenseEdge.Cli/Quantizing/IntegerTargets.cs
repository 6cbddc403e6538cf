using DenseEdge.Quantization.Integers;

namespace DenseEdge.Cli.Quantizing;

/// <summary>Which rules for integers hold on which target.</summary>
internal static class IntegerTargets
{
    /// <summary>Finds the rules.</summary>
    /// <param name="target">The target's name, such as <c>jetpack6</c>.</param>
    /// <exception cref="ArgumentException">There is no such target, or it should not run integers.</exception>
    public static IntegerFlavor Flavor(string target) => target switch
    {
        "cpu" => IntegerFlavor.Cpu,
        "jetpack5" or "jetpack6" or "jetpack6.2" => IntegerFlavor.TensorRtWeak,
        "jetpack7" or "trt11" => IntegerFlavor.TensorRtStrong,
        "directml" => throw new ArgumentException(
            "DirectML runs FP16 fast and INT8 slowly or not at all, depending on the driver: export with --precision fp16."),
        _ => throw new ArgumentException(
            $"Expected a target (cpu, jetpack5, jetpack6, jetpack6.2, jetpack7, trt11), found '{target}'."),
    };
}
