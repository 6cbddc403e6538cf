using DenseEdge.Contracts;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Cli.Exporting;

/// <summary>The exact changes of a graph that a target runs faster.</summary>
internal static class ExportPasses
{
    /// <summary>Gets the passes, in the order in which they work.</summary>
    /// <param name="target">The target.</param>
    /// <param name="precision">The precision that follows.</param>
    public static IReadOnlyList<IGraphPass> For(TargetProfile target, ModelPrecision precision) => [];
}
