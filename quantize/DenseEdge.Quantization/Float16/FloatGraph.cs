using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Quantization.Float16;

/// <summary>The 32-bit part of a graph: which values could become FP16, and who makes and reads them.</summary>
internal sealed class FloatGraph(OnnxGraph graph)
{
    /// <summary>The whole graph.</summary>
    public OnnxGraph Graph { get; } = graph;

    /// <summary>Whether a value is FP32 and not a constant.</summary>
    /// <param name="value">Its name; an empty one, an input left out, is none.</param>
    public bool IsVariable(string value)
        => value.Length > 0 && Graph.Constant(value) is null && Graph.Info(value).ElementType == GraphElementType.Float32;

    /// <summary>Whether a value is an FP32 constant.</summary>
    /// <param name="value">Its name.</param>
    public bool IsConstant(string value)
        => value.Length > 0 && Graph.Constant(value) is { DataType: (int)GraphElementType.Float32 };

    /// <summary>The FP32 values that a node computes from.</summary>
    /// <param name="node">The node.</param>
    public IEnumerable<string> Inputs(NodeProto node) => node.Input.Where(IsVariable).Distinct();

    /// <summary>The FP32 constants that a node reads and that would become FP16 with it.</summary>
    /// <param name="node">The node.</param>
    public IEnumerable<string> Constants(NodeProto node)
        => node.Input.Where((value, i) => IsConstant(value) && !HalfOperators.StaysFloat32(node, i)).Distinct();

    /// <summary>The FP32 values that a node makes.</summary>
    /// <param name="node">The node.</param>
    public IEnumerable<string> Outputs(NodeProto node)
        => node.OpType == "Constant" ? [] : node.Output.Where(IsVariable);

    /// <summary>Whether a node has anything to do with FP32 values.</summary>
    /// <param name="node">The node.</param>
    public bool TakesPart(NodeProto node) => Inputs(node).Any() || Outputs(node).Any();

    /// <summary>How the node's operator takes part.</summary>
    /// <param name="node">The node.</param>
    public OperatorRole RoleOf(NodeProto node) => HalfOperators.RoleOf(node, Graph.Opset);

    /// <summary>Number of elements of a value.</summary>
    /// <param name="value">Its name.</param>
    public long Count(string value) => Graph.Info(value).ElementCount;
}
