using DenseEdge.Contracts;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Passes;
using DenseEdge.Onnx.Rewrites;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Cli.Converting;

/// <summary>The exact changes of a graph on its way to a target: it computes the same before and after.</summary>
internal static class ExactPasses
{
    /// <summary>Bits of an integer weight on the CPU engine unless the user says otherwise, as
    /// <see cref="Quantization.Integers.QuantizationOptions.WeightBits"/> has them.</summary>
    public const int CpuWeightBits = 7;

    /// <summary>Applies the clean-up, which helps everywhere, and the rewrites that were measured to be faster on the
    /// target.</summary>
    /// <param name="graph">The graph, changed in place.</param>
    /// <param name="target">The target.</param>
    /// <param name="precision">The precision that follows.</param>
    /// <param name="weightBits">Bits of an integer weight; null for the target's own choice.</param>
    /// <returns>What was changed.</returns>
    public static IReadOnlyList<ConversionStep> Apply(
        OnnxGraph graph, TargetProfile target, ModelPrecision precision, int? weightBits = null) =>
    [
        .. CleanUp(graph),
        .. Rewrites(target, precision, weightBits ?? CpuWeightBits)
            .Select(pass => new ConversionStep(pass.Name, pass.Description, pass.Apply(graph))),
    ];

    /// <summary>Applies the clean-up alone, which helps every engine.</summary>
    /// <param name="graph">The graph, changed in place.</param>
    /// <returns>What was changed.</returns>
    public static IReadOnlyList<ConversionStep> CleanUp(OnnxGraph graph)
    {
        Dictionary<string, int> changes = GraphPasses.CleanUp(graph).Changes.ToDictionary();
        return [.. GraphPasses.CleanUpPasses.Select(pass => new ConversionStep(pass.Name, pass.Description, changes[pass.Name]))];
    }

    /// <summary>Whether a precision has its own form of the graph on a target: then it needs its own calibration.</summary>
    /// <param name="target">The target.</param>
    /// <param name="precision">The precision.</param>
    public static bool HasIntegerForm(TargetProfile target, ModelPrecision precision)
        => target.Engine == TargetEngine.Cpu && precision == ModelPrecision.Int8;

    /// <summary>Only the CPU engine was at hand to measure on.</summary>
    private static IReadOnlyList<IGraphPass> Rewrites(TargetProfile target, ModelPrecision precision, int weightBits)
        => HasIntegerForm(target, precision) ? CpuRewrites.PassesFor(weightBits)
            : target.Engine == TargetEngine.Cpu ? CpuRewrites.Passes
            : [];
}
