using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Quantization.Sensitivity;

/// <summary>
/// A model of the time of one image on a target that is not at hand: the multiply-adds of convolutions and products, each
/// divided by the target's relative speed in the node's arithmetic. Memory traffic, casts and launches are not in it: it ranks
/// variants of one network, it does not predict milliseconds.
/// </summary>
public static class ArithmeticCost
{
    /// <summary>Works out the cost.</summary>
    /// <param name="model">A model of any precision.</param>
    /// <param name="speed">The target's relative speeds.</param>
    /// <exception cref="InvalidDataException">The model is not sound.</exception>
    public static ModelCost Of(OnnxModel model, RelativeSpeed speed)
    {
        ArgumentNullException.ThrowIfNull(speed);
        OnnxGraph graph = OnnxGraph.Open(model, "model");

        // The floats of an FP32 graph with integer islands are the builder's choice, which is FP16: its command says so.
        bool hasIntegers = graph.Nodes.Any(node => node.OpType == "DequantizeLinear");
        double cost = graph.Nodes.Sum(node => (MultiplyAdds.Of(graph, node) ?? 0) / Rate(graph, node, speed, hasIntegers));
        return new ModelCost(cost, IsMeasured: false);
    }

    private static double Rate(OnnxGraph graph, NodeProto node, RelativeSpeed speed, bool hasIntegers)
    {
        if (node.Input.Count >= 2 && IsInteger(graph, node.Input[0]) && IsInteger(graph, node.Input[1]))
        {
            return speed.Integers;
        }

        bool isHalf = hasIntegers || graph.FindInfo(node.Output[0])?.ElementType == GraphElementType.Float16;
        return isHalf ? speed.Halves : 1;
    }

    private static bool IsInteger(OnnxGraph graph, string value) => graph.Producer(value)?.OpType == "DequantizeLinear";
}
