using DenseEdge.Onnx;
using static TorchSharp.torch;

namespace DenseEdge.Training.QuantizationAware.Operators;

/// <summary>
/// QuantizeLinear and DequantizeLinear around an activation. Between the two stand not the codes but the values that they stand
/// for: so the rounding happens in QuantizeLinear, and DequantizeLinear hands on what it gets.
/// </summary>
internal static class QuantizationOperators
{
    /// <summary>The rules by operator.</summary>
    public static IReadOnlyDictionary<string, OperatorRule> Rules { get; } = new Dictionary<string, OperatorRule>
    {
        ["QuantizeLinear"] = call => [Quantize(call)],
        ["DequantizeLinear"] = call => [call.Input(0).alias()],
    };

    private static Tensor Quantize(OperatorCall call)
    {
        float[] scale = call.ConstantFloats(1);
        if (scale.Length != 1)
        {
            throw call.Fault("one scale for an activation", $"{scale.Length}");
        }

        (int lowest, int highest) = call.OutputType() switch
        {
            GraphElementType.UInt8 => ((int)byte.MinValue, (int)byte.MaxValue),
            GraphElementType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
            var other => throw call.Fault("codes of 8 bits", $"{other}"),
        };
        int zeroPoint = call.Has(2) ? checked((int)call.ConstantIntegers(2)[0]) : 0;
        return FakeQuantization.Values(call.Input(0), scale[0], zeroPoint, lowest, highest);
    }
}
