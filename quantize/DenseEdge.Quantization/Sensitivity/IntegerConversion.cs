using DenseEdge.Onnx;
using DenseEdge.Quantization.Calibration;
using DenseEdge.Quantization.Integers;

namespace DenseEdge.Quantization.Sensitivity;

/// <summary>A model in 8-bit integers; blocks that are kept have the floats of the flavour.</summary>
/// <param name="model">The float model.</param>
/// <param name="calibration">Its calibration.</param>
/// <param name="options">How to quantise; what it excludes stays float in every mixture.</param>
public sealed class IntegerConversion(OnnxModel model, CalibrationTable calibration, QuantizationOptions options)
    : IBlockConversion
{
    /// <inheritdoc/>
    public string Name => "int8";

    /// <inheritdoc/>
    public IReadOnlyList<NodeBlock> Blocks { get; } = Quantizer.Blocks(model, options);

    /// <inheritdoc/>
    public OnnxModel Convert(IReadOnlyList<NodeBlock> kept) => Quantize(kept).Model;

    /// <summary>Converts the model and tells how.</summary>
    /// <param name="kept">The blocks that stay float.</param>
    public QuantizationResult Quantize(IReadOnlyList<NodeBlock> kept)
        => Quantizer.Quantize(
            model, calibration, options with { Exclude = [.. options.Exclude, .. kept.SelectMany(block => block.Nodes)] });
}
