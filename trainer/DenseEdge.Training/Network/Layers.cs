using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DenseEdge.Training.Network;

/// <summary>
/// The only place that makes torch layers: parameter names of the layer factories differ between versions of TorchSharp,
/// their order does not.
/// </summary>
internal static class Layers
{
    /// <summary>What batch normalisation adds to the variance before it divides.</summary>
    public const double NormEpsilon = 1e-5;

    /// <summary>The share of a batch in the running statistics of batch normalisation.</summary>
    public const double NormMomentum = 0.1;

    /// <summary>Makes a square convolution.</summary>
    public static Conv2d Conv(
        long inChannels,
        long outChannels,
        long kernelSize,
        long stride = 1,
        long padding = 0,
        long groups = 1,
        bool bias = false,
        long dilation = 1)
        => nn.Conv2d(
            inChannels, outChannels, kernelSize, stride, padding, dilation, PaddingModes.Zeros, groups, bias);

    /// <summary>Makes a 1x1 convolution with bias, initialised for a prediction: normal weights of deviation 0.01, no bias.</summary>
    public static Conv2d Logits(long inChannels, long outChannels)
    {
        const double Deviation = 0.01;
        Conv2d conv = Conv(inChannels, outChannels, 1, bias: true);
        nn.init.normal_(conv.weight!, 0, Deviation);
        nn.init.zeros_(conv.bias!);
        return conv;
    }

    /// <summary>Makes a batch normalisation with PyTorch's defaults.</summary>
    public static BatchNorm2d Norm(long channels, bool affine = true) => nn.BatchNorm2d(channels, NormEpsilon, NormMomentum, affine);

    /// <summary>Resizes bilinearly, corners not aligned.</summary>
    /// <param name="features">[N, C, h, w].</param>
    /// <param name="height">Wanted height.</param>
    /// <param name="width">Wanted width.</param>
    /// <returns>[N, C, height, width]; the same tensor if it has this size already.</returns>
    public static Tensor ResizeTo(Tensor features, long height, long width)
        => features.shape[2] == height && features.shape[3] == width
            ? features
            : nn.functional.interpolate(
                features, size: [height, width], mode: InterpolationMode.Bilinear, align_corners: false);
}
