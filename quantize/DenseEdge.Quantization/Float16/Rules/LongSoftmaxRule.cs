using DenseEdge.Onnx.Schema;

namespace DenseEdge.Quantization.Float16.Rules;

/// <summary>Softmax over so many entries, such as all positions of a map, that its values are FP16 subnormals.</summary>
internal sealed class LongSoftmaxRule : IIslandRule
{
    // The axis that the operator takes when none is stated: the last one since opset 13.
    private const long DefaultAxis = -1;

    public void Apply(Float32Islands islands)
    {
        foreach (NodeProto node in islands.Nodes.Where(node => node.OpType is "Softmax" or "LogSoftmax"))
        {
            int length = Length(node, islands.View);
            if (length > islands.Options.LongestReduction)
            {
                islands.Keep(
                    node, IslandRule.LongSoftmax,
                    $"{node.OpType} over {length} entries: values near 1/{length} are FP16 subnormals");
            }
        }
    }

    /// <summary>The number of entries that share a sum of one.</summary>
    /// <param name="node">A softmax.</param>
    /// <param name="view">Its graph.</param>
    public static int Length(NodeProto node, FloatGraph view)
    {
        IReadOnlyList<int> dims = view.Graph.Info(node.Input[0]).Dims;
        long axis = node.Attribute.FirstOrDefault(attribute => attribute.Name == "axis")?.I ?? DefaultAxis;
        return dims.Count == 0 ? 1 : dims[(int)(axis < 0 ? axis + dims.Count : axis)];
    }
}
