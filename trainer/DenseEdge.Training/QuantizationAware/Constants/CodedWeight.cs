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
    private readonly int _highest;

    private CodedWeight(NodeProto node, int input, Tensor units, Tensor scale, int highest)
        : base(node, input, MakeParameter(units), scale.DetachFromDisposeScope()) => _highest = highest;

    /// <summary>Starts from the float weight.</summary>
    /// <param name="graph">The quantised graph.</param>
    /// <param name="node">The node that reads the weight.</param>
    /// <param name="input">The position of the input.</param>
    /// <param name="original">The float weight, row-major.</param>
    /// <param name="highestCode">The highest code; the lowest is its negative.</param>
    public static CodedWeight Make(OnnxGraph graph, NodeProto node, int input, float[] original, int highestCode)
    {
        using DisposeScope scope = NewDisposeScope();
        StoredCodes stored = StoredCodes.Of(graph, node.Input[input]);
        Tensor scale = stored.Scale();
        Tensor units = tensor(original).reshape(stored.Shape).div(scale).clamp(-highestCode, highestCode);
        return new CodedWeight(node, input, units, scale, highestCode);
    }

    /// <inheritdoc/>
    public override Tensor Value() => FakeQuantization.Codes(Parameter, -_highest, _highest).mul(Unit);

    /// <summary>Gradients end at the limits, so what has passed them would never come back.</summary>
    public override void Limit() => Parameter.clamp_(-_highest, _highest);

    /// <inheritdoc/>
    public override void Write(OnnxGraph graph)
    {
        using DisposeScope scope = NewDisposeScope();
        float[] codes = FakeQuantization.Codes(Parameter.detach(), -_highest, _highest).data<float>().ToArray();
        StoredCodes.Of(graph, In(graph).Input[Input]).Replace(graph, Array.ConvertAll(codes, code => checked((sbyte)code)));
    }
}
