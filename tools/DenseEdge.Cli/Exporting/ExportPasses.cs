using DenseEdge.Contracts;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Passes;
using DenseEdge.Onnx.Rewrites;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Cli.Exporting;

/// <summary>The exact changes of a graph on its way to a target: it computes the same before and after.</summary>
internal static class ExportPasses
{
    /// <summary>Bits of an integer weight on the CPU engine, as the quantiser chooses them there: see
    /// <see cref="Quantization.Integers.QuantizationOptions.WeightBits"/>.</summary>
    private const int CpuWeightBits = 7;

    /// <summary>Applies the clean-up, which helps everywhere, and the rewrites that were measured to be faster on the
    /// target.</summary>
    /// <param name="graph">The graph, changed in place.</param>
    /// <param name="target">The target.</param>
    /// <param name="precision">The precision that follows.</param>
    /// <returns>What was changed.</returns>
    public static IReadOnlyList<ExportStep> Apply(OnnxGraph graph, TargetProfile target, ModelPrecision precision)
    {
        PassReport cleanUp = GraphPasses.CleanUp(graph);
        Dictionary<string, int> changes = cleanUp.Changes.ToDictionary();
        return
        [
            .. GraphPasses.CleanUpPasses.Select(pass => new ExportStep(pass.Name, pass.Description, changes[pass.Name])),
            .. Rewrites(target, precision).Select(pass => new ExportStep(pass.Name, pass.Description, pass.Apply(graph))),
        ];
    }

    /// <summary>Only the CPU engine was at hand to measure on.</summary>
    private static IReadOnlyList<IGraphPass> Rewrites(TargetProfile target, ModelPrecision precision)
        => target.Engine != TargetEngine.Cpu ? []
            : precision == ModelPrecision.Int8 ? CpuRewrites.PassesFor(CpuWeightBits)
            : CpuRewrites.Passes;
}
