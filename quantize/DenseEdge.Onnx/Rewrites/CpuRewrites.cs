using DenseEdge.Onnx.Graphs;

namespace DenseEdge.Onnx.Rewrites;

/// <summary>The rewrites that are on for ONNX Runtime's CPU engine, in order: those that were measured to be faster
/// there.</summary>
public static class CpuRewrites
{
    // Of the engine's direct integer convolution; docs/performance.md has the times.
    private const int Avx2Channels = 8;
    private const int Avx512Channels = 4;

    /// <summary>Gets the passes for FP32. What each gains is said at the pass and in docs/performance.md.</summary>
    public static IReadOnlyList<IGraphPass> Passes { get; } = WithCosts(EngineCosts.CpuFloat);

    /// <summary>Gets the passes for a model that will be quantised.</summary>
    /// <remarks>With VNNI an integer convolution is four times as fast as a float one, the products of
    /// <see cref="UpsampledConvPass"/> are not: it stays off. Without VNNI (weights of 7 bits) it is on.</remarks>
    /// <param name="weightBits">Bits of a weight: 8 for processors with VNNI, 7 for those without.</param>
    public static IReadOnlyList<IGraphPass> PassesFor(int weightBits)
        => weightBits == 7
            ? [.. WithCosts(EngineCosts.CpuInteger), new ChannelPaddingPass(Avx2Channels)]
            : [.. Passes.Where(pass => pass is not UpsampledConvPass), new ChannelPaddingPass(Avx512Channels)];

    private static IGraphPass[] WithCosts(EngineCosts costs) =>
    [
        new SoftplusPass(), new ParallelConvPass(), new UpsampledConvPass(costs), new ProjectionPass(),
        new ChannelsLastArgMaxPass(),
    ];

    /// <summary>Applies passes to a model.</summary>
    /// <param name="model">The model; it is not changed.</param>
    /// <param name="passes">The passes, in order.</param>
    /// <param name="source">What errors call the model, as a rule the path of its file.</param>
    /// <returns>A model that computes the same, with the same inputs, outputs and metadata.</returns>
    /// <exception cref="InvalidDataException">The model is not sound; the message begins with the source.</exception>
    public static OnnxModel Apply(OnnxModel model, IReadOnlyList<IGraphPass> passes, string source)
    {
        ArgumentNullException.ThrowIfNull(passes);
        OnnxGraph graph = OnnxGraph.Open(model, source);
        foreach (IGraphPass pass in passes)
        {
            pass.Apply(graph);
        }

        return graph.ToModel();
    }
}
