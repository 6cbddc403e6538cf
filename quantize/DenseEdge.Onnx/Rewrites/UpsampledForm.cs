namespace DenseEdge.Onnx.Rewrites;

/// <summary>How a convolution reads an upsampled map.</summary>
internal enum UpsampledForm
{
    /// <summary>As it stands: upsampled first.</summary>
    Direct,

    /// <summary>Convolved at its own size, upsampled by Resize, and added. Only 1x1 convolutions.</summary>
    Resampled,

    /// <summary>Convolved at its own size for each tap of the kernel, upsampled by two products with constant matrices that
    /// also shift by the tap, and added.</summary>
    Factored,
}
