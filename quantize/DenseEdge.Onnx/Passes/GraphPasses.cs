using System.Diagnostics;
using DenseEdge.Onnx.Graphs;

namespace DenseEdge.Onnx.Passes;

/// <summary>Runs passes over a graph.</summary>
public static class GraphPasses
{
    // Every change makes a graph smaller or a chain shorter, so rounds end by themselves; this only guards against a pass that
    // breaks that rule.
    private const int MostRounds = 1000;

    /// <summary>The passes of <see cref="CleanUp"/>, in their order.</summary>
    public static IReadOnlyList<IGraphPass> CleanUpPasses { get; } =
    [
        new ConstantFolding(),
        new IdentityRemoval(),
        new LayoutMerging(),
        new BatchNormFolding(),
        new ChannelAffineFolding(),
        new ConstantSharing(),
        new EqualNodeMerging(),
        new DeadCodeRemoval(),
    ];

    /// <summary>Brings a graph into its plain form: constants computed, normalisation folded, nothing twice, nothing
    /// unused.</summary>
    /// <param name="graph">The graph, changed in place.</param>
    public static PassReport CleanUp(OnnxGraph graph) => Run(graph, CleanUpPasses);

    /// <summary>Runs passes in turn until none finds anything to change.</summary>
    /// <param name="graph">The graph, changed in place.</param>
    /// <param name="passes">The passes.</param>
    public static PassReport Run(OnnxGraph graph, IReadOnlyList<IGraphPass> passes)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(passes);
        int before = graph.Nodes.Count;
        int[] totals = new int[passes.Count];
        for (int round = 0; round < MostRounds; round++)
        {
            int[] changes = [.. passes.Select(pass => pass.Apply(graph))];
            totals = [.. totals.Zip(changes, (total, count) => total + count)];
            if (changes.All(count => count == 0))
            {
                return new PassReport
                {
                    NodesBefore = before,
                    NodesAfter = graph.Nodes.Count,
                    Changes = [.. passes.Zip(totals, (pass, total) => KeyValuePair.Create(pass.Name, total))],
                };
            }
        }

        throw new UnreachableException($"Passes still change the graph after {MostRounds} rounds.");
    }
}
