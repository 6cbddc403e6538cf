namespace DenseEdge.Onnx.Targets;

/// <summary>What a target asks of QuantizeLinear and DequantizeLinear nodes.</summary>
/// <param name="Rules">The family of rules.</param>
/// <param name="ZeroPointRequired">Whether the zero point must be written out as a third input.</param>
/// <param name="UnsignedBytes">What happens with UINT8.</param>
/// <param name="ScaleTypes">Element types that a scale may have.</param>
public sealed record QuantizationSupport(
    QuantizationRuleSet Rules,
    bool ZeroPointRequired,
    UnsignedByteQuantization UnsignedBytes,
    IReadOnlyList<GraphElementType> ScaleTypes);
