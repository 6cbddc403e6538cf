using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.QuantizationAware.Constants;

/// <summary>
/// A bias that the integer model stores as 32-bit codes in units of input scale · weight scale, far finer than anything that
/// training could tell apart. It starts where the quantiser's bias correction left it.
/// </summary>
internal sealed class CodedBias : TrainedConstant
{
    // What a float32 quotient can count without gaps.
    private const double GreatestCode = 1 << 30;

    private readonly Tensor _scale;

    private CodedBias(NodeProto node, int input, Tensor values, Tensor unit, Tensor scale)
        : base(node, input, MakeParameter(values.div(unit)), unit.DetachFromDisposeScope())
        => _scale = scale.DetachFromDisposeScope();

    /// <summary>Starts from the stored bias.</summary>
    /// <param name="graph">The quantised graph.</param>
    /// <param name="node">The node that reads the bias.</param>
    /// <param name="input">The position of the input.</param>
    public static CodedBias Make(OnnxGraph graph, NodeProto node, int input)
    {
        using DisposeScope scope = NewDisposeScope();
        StoredCodes stored = StoredCodes.Of(graph, node.Input[input]);
        Tensor scales = stored.Scale();
        float[] values = stored.Values();
        return new CodedBias(node, input, tensor(values), FloatConstant.UnitOf(values), scales);
    }

    /// <inheritdoc/>
    public override Tensor Value() => Rounded().mul(_scale);

    /// <inheritdoc/>
    public override void Write(OnnxGraph graph)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable withoutGradients = no_grad();
        float[] codes = Rounded().data<float>().ToArray();
        StoredCodes.Of(graph, In(graph).Input[Input]).Replace(graph, Array.ConvertAll(codes, code => checked((int)code)));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _scale.Dispose();
        base.Dispose(disposing);
    }

    private Tensor Rounded() => FakeQuantization.Codes(Parameter.mul(Unit).div(_scale), -GreatestCode, GreatestCode);
}
