using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;
using DenseEdge.Quantization.Calibration;
using DenseEdge.Quantization.Calibration.Ranges;
using DenseEdge.Quantization.Integers.Placement;

namespace DenseEdge.Quantization.Integers.Writing;

/// <summary>Writes QuantizeLinear and DequantizeLinear nodes into a graph, as a plan says.</summary>
internal sealed class PairWriter
{
    private readonly OnnxGraph _graph;
    private readonly PlacementPlan _plan;
    private readonly IReadOnlyDictionary<string, QuantizationParameters> _parameters;
    private readonly CalibrationTable _calibration;
    private readonly QuantizationOptions _options;

    private PairWriter(
        OnnxGraph graph, PlacementPlan plan, IReadOnlyDictionary<string, QuantizationParameters> parameters,
        CalibrationTable calibration, QuantizationOptions options)
    {
        _graph = graph;
        _plan = plan;
        _parameters = parameters;
        _calibration = calibration;
        _options = options;
    }

    /// <summary>Writes all pairs, weights and biases of a plan.</summary>
    /// <param name="graph">The float graph; it is changed.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="parameters">Scale and zero point of every tensor of the plan.</param>
    /// <param name="calibration">What calibration saw: the means that correct the biases.</param>
    /// <param name="options">Form of the weights, and whether biases are corrected.</param>
    public static void Write(
        OnnxGraph graph, PlacementPlan plan, IReadOnlyDictionary<string, QuantizationParameters> parameters,
        CalibrationTable calibration, QuantizationOptions options)
    {
        PairWriter writer = new(graph, plan, parameters, calibration, options);
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
            ? _graph.AddConstant($"{tensor}/zero", [(byte)parameters.ZeroPoint])
            : _graph.AddConstant($"{tensor}/zero", [(sbyte)parameters.ZeroPoint]);
        string codes = _graph.UniqueName($"{tensor}/q");
        string values = _graph.UniqueName($"{tensor}/dq");
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
        QuantizedWeight weight =
            WeightQuantizer.Quantize(
                _graph, node, _plan.Weights, _options.PerChannelWeights, inputScale, _plan.LimitsPairs);
        string stem = NodeTraits.NameOf(node);
        if (_options.BiasCorrection)
        {
            CorrectBias(node, stem, weight);
        }

        string codes = _graph.AddConstant($"{stem}/weight", weight.Codes, weight.Dims);
        (string scale, string zeroPoint) = AddScales($"{stem}/weight", weight);
        string values = _graph.UniqueName($"{stem}/weight/dq");
        _graph.Add("DequantizeLinear", [codes, scale, zeroPoint], values, Axis(weight.Axis));
        Replace(node, 1, values);
        if (inputScale is { } input && node.Input.Count > 2 && node.Input[2].Length > 0)
        {
            WriteBias(node, stem, weight, input);
        }
    }

    private void CorrectBias(NodeProto node, string stem, QuantizedWeight weight)
    {
        if (_calibration.Find(node.Input[0])?.ChannelMeans() is not { Length: > 0 } means
            || BiasCorrection.Shift(_graph, node, weight, means) is not { } shift)
        {
            return;
        }

        bool hasBias = node.Input.Count > 2 && node.Input[2].Length > 0;
        float[] before = hasBias ? _graph.Floats(node.Input[2]) : new float[shift.Length];
        string corrected =
            _graph.AddConstant($"{stem}/bias", [.. before.Zip(shift, (value, change) => (float)(value - change))], shift.Length);
        if (hasBias)
        {
            Replace(node, 2, corrected);
        }
        else
        {
            node.Input.Add(corrected);
            _graph.Update();
        }
    }

    private void WriteBias(NodeProto node, string stem, QuantizedWeight weight, float inputScale)
    {
        float[] bias = _graph.Floats(node.Input[2]);
        float[] scales = [.. bias.Select((_, channel) => inputScale * weight.Scales[weight.Scales.Length == 1 ? 0 : channel])];
        int[] codes = [.. bias.Zip(scales, BiasCode)];
        string stored = _graph.AddConstant($"{stem}/bias", codes, codes.Length);
        string scale = _graph.AddConstant($"{stem}/bias/scale", scales, scales.Length);
        string values = _graph.UniqueName($"{stem}/bias/dq");
        _graph.Add("DequantizeLinear", [stored, scale], values, Axis(0));
        Replace(node, 2, values);
    }

    private static int BiasCode(float value, float scale)
        => checked((int)Math.Round((double)value / scale, MidpointRounding.ToEven));

    /// <summary>Gives a node another constant; the one before goes, if nobody else reads it.</summary>
    private void Replace(NodeProto node, int input, string value)
    {
        string before = node.Input[input];
        _graph.ReplaceInput(node, before, value);
        if (_graph.Initializers.Contains(before) && _graph.Consumers(before).Count == 0 && !_graph.IsOutput(before))
        {
            _graph.RemoveConstant(before);
        }
    }

    private (string Scale, string ZeroPoint) AddScales(string stem, QuantizedWeight weight)
        => weight.Axis is null
            ? (_graph.AddConstant($"{stem}/scale", weight.Scales), _graph.AddConstant($"{stem}/zero", new sbyte[1]))
            : (_graph.AddConstant($"{stem}/scale", weight.Scales, weight.Scales.Length),
                _graph.AddConstant($"{stem}/zero", new sbyte[weight.Scales.Length], weight.Scales.Length));

    private static AttributeProto[] Axis(int? axis)
        => axis is { } value
            ? [new AttributeProto { Name = "axis", Type = AttributeProto.Types.AttributeType.Int, I = value }]
            : [];
}
