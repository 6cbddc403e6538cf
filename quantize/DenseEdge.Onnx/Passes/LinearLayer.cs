using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Graphs.Evaluation;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Passes;

/// <summary>
/// A Conv, ConvTranspose or Gemm with constant weights, whose result can take up a scale and a shift per channel:
/// s·(W∗x + b) + t = (s·W)∗x + (s·b + t). The products are formed in 64 bits and rounded once.
/// </summary>
internal sealed class LinearLayer
{
    private readonly OnnxGraph _graph;
    private readonly NodeProto _node;
    private readonly ConstantTensor _weight;
    private readonly double[] _bias;

    private LinearLayer(OnnxGraph graph, NodeProto node, ConstantTensor weight, double[] bias)
    {
        _graph = graph;
        _node = node;
        _weight = weight;
        _bias = bias;
    }

    /// <summary>Number of channels of the result, along dimension 1.</summary>
    public int Channels => _bias.Length;

    /// <summary>Gets the layer that makes a value; null if none does, its weights are computed, or others read the
    /// value.</summary>
    public static LinearLayer? Before(OnnxGraph graph, string value, NodeProto reader)
    {
        if (graph.Producer(value) is not { } node || !node.Is("Conv", "ConvTranspose", "Gemm")
            || node.Input.Count < 2 || !graph.IsReadOnlyBy(value, reader) || graph.FindInfo(value) is not { Rank: > 1 } result
            || graph.Value(node.Input[1]) is not { IsReal: true } weight)
        {
            return null;
        }

        return Bias(graph, node, result.Dims[1]) is { } bias ? new LinearLayer(graph, node, weight, bias) : null;
    }

    /// <summary>Multiplies every channel by its scale and then adds its shift.</summary>
    /// <returns>False, with nothing changed, when a result leaves the range of the element type.</returns>
    public bool TryTransform(double[] scale, double[] shift)
    {
        double[] weights = [.. _weight.Reals];
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] *= scale[Channel(i)];
        }

        ConstantTensor weight = ConstantTensor.OfReals(_weight.ElementType, _weight.Dims, weights);
        ConstantTensor bias = ConstantTensor.OfReals(
            _weight.ElementType, [Channels], [.. _bias.Select((value, channel) => (value * scale[channel]) + shift[channel])]);
        if (!weight.Reals.Concat(bias.Reals).All(double.IsFinite))
        {
            return false;
        }

        string biasStem = _node.Input.Count > 2 && _node.Input[2].Length > 0 ? _node.Input[2] : $"{_node.Input[1]}_bias";
        _graph.SetInput(_node, 1, _graph.AddConstant(_node.Input[1], weight.Encode("")));
        _graph.SetInput(_node, 2, _graph.AddConstant(biasStem, bias.Encode("")));
        if (_node.Attribute.FirstOrDefault(attribute => attribute.Name == "beta") is { } beta)
        {
            beta.F = 1;
        }

        return true;
    }

    /// <summary>Gets what is added to each channel, with Gemm's factor beta; null when it is computed or not one number per
    /// channel.</summary>
    private static double[]? Bias(OnnxGraph graph, NodeProto node, int channels)
    {
        if (node.Input.Count < 3 || node.Input[2].Length == 0)
        {
            return new double[channels];
        }

        if (graph.Value(node.Input[2]) is not { IsReal: true } bias
            || ChannelConstant.Spread(bias, 2, channels, axis: 1) is not { } values)
        {
            return null;
        }

        double beta = node.OpType == "Gemm" ? node.Number("beta", 1) : 1;
        return [.. values.Select(value => value * beta)];
    }

    /// <summary>Gets the channel of the result that an element of the weight contributes to.</summary>
    private int Channel(int element)
    {
        int[] dims = _weight.Dims;
        switch (_node.OpType)
        {
            case "Conv":
                return element / (_weight.Count / dims[0]);
            case "Gemm":
                return _node.Integer("transB", 0) != 0 ? element / dims[1] : element % dims[1];
            default:
                // ConvTranspose: [C, K / group, taps...]; the channels of a group feed only its own results.
                int taps = _weight.Count / (dims[0] * dims[1]), perGroup = dims[0] / (int)_node.Integer("group", 1);
                return (element / (taps * dims[1]) / perGroup * dims[1]) + (element / taps % dims[1]);
        }
    }
}
