using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Quantization.Integers;

/// <summary>
/// Lets ONNX Runtime's CPU engine compute what an FP16 QuantizeLinear means. Its own kernel for FP16 cuts the quotient off
/// towards zero where the standard rounds it (1.29.0: 0.6 / 1 has the code 0, 1.8 / 1 the code 1); its kernel for FP32 rounds. So
/// the input is widened before, and the scale with it. For measuring a model here that another engine will run, not for
/// shipping.
/// </summary>
public sealed class RoundingQuantizeLinear : IGraphPass
{
    /// <inheritdoc/>
    public string Name => "rounding-quantize-linear";

    /// <inheritdoc/>
    public string Description => "FP16 QuantizeLinear takes its input in FP32, because the CPU engine's FP16 kernel doesn't round.";

    /// <summary>Whether a model has an FP16 QuantizeLinear.</summary>
    /// <param name="model">The model.</param>
    public static bool Concerns(OnnxModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        HashSet<string> halves = [.. model.Proto.Graph.Initializer
            .Where(tensor => tensor.DataType == (int)GraphElementType.Float16).Select(tensor => tensor.Name)];
        return model.Proto.Graph.Node.Any(node => node.OpType == "QuantizeLinear" && halves.Contains(node.Input[1]));
    }

    /// <inheritdoc/>
    public int Apply(OnnxGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        int changes = 0;
        foreach (NodeProto node in graph.Nodes.Where(node => node.OpType == "QuantizeLinear").ToArray())
        {
            if (graph.Info(node.Input[0]).ElementType != GraphElementType.Float16)
            {
                continue;
            }

            string wide = graph.UniqueName($"{node.Input[0]}/float32");
            graph.Add("Cast", [node.Input[0]], wide, new AttributeProto
            {
                Name = "to",
                Type = AttributeProto.Types.AttributeType.Int,
                I = (long)GraphElementType.Float32,
            });
            string scale = graph.AddConstant(
                $"{node.Input[1]}/float32", graph.Floats(node.Input[1]), [.. graph.Info(node.Input[1]).Dims]);
            graph.ReplaceInput(node, node.Input[0], wide);
            graph.ReplaceInput(node, node.Input[1], scale);
            changes++;
        }

        graph.Update();
        return changes;
    }
}
