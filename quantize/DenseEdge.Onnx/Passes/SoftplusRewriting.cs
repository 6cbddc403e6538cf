using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Passes;

/// <summary>
/// Writes ln(1 + exp(x)) as max(x, 0) + ln(1 + exp(−|x|)), which never overflows and runs on vector units where an engine's
/// Softplus goes element by element.
/// </summary>
/// <remarks>Equal for real numbers. In 32 bits 1 + exp(−|x|) loses what is below 2⁻²⁴, so that the result is off by at most
/// 6·10⁻⁸: below x = −17 it is 0 instead of exp(x). No part of <see cref="GraphPasses.CleanUp"/>: whether it pays depends on
/// the engine.</remarks>
public sealed class SoftplusRewriting : IGraphPass
{
    /// <inheritdoc/>
    public string Name => "rewrite-softplus";

    /// <inheritdoc/>
    public string Description => "Writes Softplus as max(x, 0) + log(1 + exp(-|x|)), which engines run on vector units.";

    /// <inheritdoc/>
    public int Apply(OnnxGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        int changes = 0;
        foreach (NodeProto node in graph.Nodes.Where(node => node.Is("Softplus")).ToArray())
        {
            if (graph.FindInfo(node.Input[0])?.ElementType == GraphElementType.Float32)
            {
                Rewrite(graph, node);
                changes++;
            }
        }

        graph.UpdateAfter(changes);
        return changes;
    }

    private static void Rewrite(OnnxGraph graph, NodeProto node)
    {
        string x = node.Input[0], stem = node.Name.Length > 0 ? node.Name : node.Output[0];
        string small = Then("Exp", Then("Neg", Then("Abs", x)));
        string log = Then("Log", Then("Add", small, graph.AddConstant($"{stem}/one", [1f])));
        string positive = Then("Max", x, graph.AddConstant($"{stem}/zero", [0f]));
        graph.ReplaceUses(node.Output[0], Then("Add", positive, log));
        graph.Remove(node);

        string Then(string operation, params string[] inputs)
            => graph.Add(operation, inputs, graph.UniqueName($"{stem}/{operation}")).Output[0];
    }
}
