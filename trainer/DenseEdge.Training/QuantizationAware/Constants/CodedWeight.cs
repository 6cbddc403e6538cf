using DenseEdge.Onnx.Engines;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.QuantizationAware.Constants;

/// <summary>
/// A weight that the integer model stores as signed codes with one scale per output channel, or one for all. The scales stay
/// those of the quantiser. The parameter counts in scales: its rounding is the code.
/// </summary>
internal sealed class CodedWeight : TrainedConstant
{
    private const int Highest = 127;

    // What lies nearer than this to a code is rounded to it.
    private const double WithinCode = 0.499;

    private readonly PairLimit? _pairs;

    private CodedWeight(NodeProto node, int input, Tensor units, Tensor scale, PairLimit? pairs)
        : base(node, input, MakeParameter(units), scale.DetachFromDisposeScope()) => _pairs = pairs;

    /// <summary>Starts from the float weight: as near to it as the code lets it be that the quantiser chose, so that the
    /// training starts with the integer model, code by code.</summary>
    /// <param name="graph">The quantised graph.</param>
    /// <param name="node">The node that reads the weight.</param>
    /// <param name="input">The position of the input.</param>
    /// <param name="original">The float weight, row-major.</param>
    /// <param name="limitsPairs">Whether pairs of codes must fit sums of 16 bits (<see cref="SixteenBitPairs"/>).</param>
    public static CodedWeight Make(OnnxGraph graph, NodeProto node, int input, float[] original, bool limitsPairs)
    {
        using DisposeScope scope = NewDisposeScope();
        StoredCodes stored = StoredCodes.Of(graph, node.Input[input]);
        Tensor scale = stored.Scale();
        Tensor codes = stored.Codes();
        Tensor units = tensor(original).reshape(stored.Shape).div(scale);
        units = units.maximum(codes.sub(WithinCode)).minimum(codes.add(WithinCode)).clamp(-Highest, Highest);
        PairLimit? pairs = limitsPairs ? PairLimit.Make(node, stored.Shape) : null;
        return new CodedWeight(node, input, units, scale, pairs);
    }

    /// <inheritdoc/>
    public override Tensor Value() => FakeQuantization.Codes(Parameter, -Highest, Highest).mul(Unit);

    /// <summary>Gradients end at the limits, so what has passed them would never come back.</summary>
    public override void Limit()
    {
        Parameter.clamp_(-Highest, Highest);
        _pairs?.Apply(Parameter);
    }

    /// <inheritdoc/>
    public override void Write(OnnxGraph graph)
    {
        using DisposeScope scope = NewDisposeScope();
        float[] codes = FakeQuantization.Codes(Parameter.detach(), -Highest, Highest).data<float>().ToArray();
        StoredCodes.Of(graph, In(graph).Input[Input]).Replace(graph, Array.ConvertAll(codes, code => checked((sbyte)code)));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _pairs?.Dispose();
        base.Dispose(disposing);
    }
}
