using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;
using DenseEdge.Quantization.Calibration.Ranges;
using DenseEdge.Quantization.Integers.Placement;

namespace DenseEdge.Quantization.Integers.Writing;

/// <summary>Writes QuantizeLinear and DequantizeLinear nodes into a graph, as a plan says.</summary>
internal sealed class PairWriter
{
    private readonly OnnxGraph _graph;
    private readonly PlacementPlan _plan;
    private readonly bool _perChannel;
    private readonly IReadOnlyDictionary<string, QuantizationParameters> _parameters;

    private PairWriter(
        OnnxGraph graph, PlacementPlan plan, IReadOnlyDictionary<string, QuantizationParameters> parameters, bool perChannel)
    {
        _graph = graph;
        _plan = plan;
        _parameters = parameters;
        _perChannel = perChannel;
    }

    /// <summary>Writes all pairs, weights and biases of a plan.</summary>
    /// <param name="graph">The float graph; it is changed.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="parameters">Scale and zero point of every tensor of the plan.</param>
    /// <param name="perChannel">One scale per output channel of a weight, or one for all.</param>
    public static void Write(
        OnnxGraph graph, PlacementPlan plan, IReadOnlyDictionary<string, QuantizationParameters> parameters, bool perChannel)
    {
        PairWriter writer = new(graph, plan, parameters, perChannel);
        foreach (NodeProto node in plan.WeightedNodes)
        {
            writer.WriteWeight(node);
        }

        ILookup<string, NodeProto> readers = plan.Edges.ToLookup(edge => edge.Tensor, edge => edge.Consumer);
        foreach (string tensor in plan.Tensors)
        {
            writer.WritePair(tensor, [.. readers[tensor]]);
        }

        graph.Update();
    }

    private void WritePair(string tensor, IReadOnlyList<NodeProto> readers)
    {
        QuantizationParameters parameters = _parameters[tensor];
        string scale = _graph.AddConstant($"{tensor}/scale", [parameters.Scale]);
        string zeroPoint = parameters.Grid.Type == GraphElementType.UInt8
            ? _graph.AddConstant($"{tensor}/zero_point", [(byte)parameters.ZeroPoint])
            : _graph.AddConstant($"{tensor}/zero_point", [(sbyte)parameters.ZeroPoint]);
        string codes = _graph.UniqueName($"{tensor}/codes");
        string values = _graph.UniqueName($"{tensor}/dequantized");
        _graph.Add("QuantizeLinear", [tensor, scale, zeroPoint], codes);
        _graph.Add("DequantizeLinear", [codes, scale, zeroPoint], values);
        foreach (NodeProto reader in readers)
        {
            _graph.ReplaceInput(reader, tensor, values);
        }
    }

    private void WriteWeight(NodeProto node)
    {
        float? inputScale = _plan.QuantizesBias ? _parameters[node.Input[0]].Scale : null;
        QuantizedWeight weight = WeightQuantizer.Quantize(_graph, node, _plan.Weights, _perChannel, inputScale);
        string stem = NodeTraits.NameOf(node);
        string codes = _graph.AddConstant($"{stem}/weight", weight.Codes, weight.Dims);
        (string scale, string zeroPoint) = AddScales($"{stem}/weight", weight);
        string values = _graph.UniqueName($"{stem}/weight/dequantized");
        _graph.Add("DequantizeLinear", [codes, scale, zeroPoint], values, Axis(weight.Axis));
        _graph.ReplaceInput(node, node.Input[1], values);
        if (inputScale is { } input && node.Input.Count > 2 && node.Input[2].Length > 0)
        {
            WriteBias(node, stem, weight, input);
        }
    }

    private void WriteBias(NodeProto node, string stem, QuantizedWeight weight, float inputScale)
    {
        float[] bias = _graph.Floats(node.Input[2]);
        float[] scales = [.. bias.Select((_, channel) => inputScale * weight.Scales[weight.Scales.Length == 1 ? 0 : channel])];
        int[] codes =
            [.. bias.Select((value, channel) => checked((int)Math.Round((double)value / scales[channel], MidpointRounding.ToEven)))];
        string stored = _graph.AddConstant($"{stem}/bias", codes, codes.Length);
        string scale = _graph.AddConstant($"{stem}/bias/scale", scales, scales.Length);
        string zeroPoint = _graph.AddConstant($"{stem}/bias/zero_point", new int[codes.Length], codes.Length);
        string values = _graph.UniqueName($"{stem}/bias/dequantized");
        _graph.Add("DequantizeLinear", [stored, scale, zeroPoint], values, Axis(0));
        _graph.ReplaceInput(node, node.Input[2], values);
    }

    private (string Scale, string ZeroPoint) AddScales(string stem, QuantizedWeight weight)
        => weight.Axis is null
            ? (_graph.AddConstant($"{stem}/scale", weight.Scales), _graph.AddConstant($"{stem}/zero_point", new sbyte[1]))
            : (_graph.AddConstant($"{stem}/scale", weight.Scales, weight.Scales.Length),
                _graph.AddConstant($"{stem}/zero_point", new sbyte[weight.Scales.Length], weight.Scales.Length));

    private static AttributeProto[] Axis(int? axis)
        => axis is { } value
            ? [new AttributeProto { Name = "axis", Type = AttributeProto.Types.AttributeType.Int, I = value }]
            : [];
}
