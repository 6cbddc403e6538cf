using DenseEdge.Onnx;

namespace DenseEdge.Quantization.Sensitivity;

/// <summary>The model as it is: the variant that loses nothing.</summary>
/// <param name="model">The float model.</param>
public sealed class FloatConversion(OnnxModel model) : IBlockConversion
{
    /// <inheritdoc/>
    public string Name => "fp32";

    /// <inheritdoc/>
    public IReadOnlyList<NodeBlock> Blocks => [];

    /// <inheritdoc/>
    public OnnxModel Convert(IReadOnlyList<NodeBlock> kept) => model;
}
