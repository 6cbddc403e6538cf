using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DenseEdge.Training.Network;

/// <summary>Convolution without bias, batch normalisation and, unless it is switched off, a rectifier ("CBR").</summary>
internal sealed class ConvBnRelu : Module<Tensor, Tensor>
{
    [ComponentName(Name = "conv")]
    private readonly Conv2d _conv;

    [ComponentName(Name = "bn")]
    private readonly BatchNorm2d _bn;

    /// <summary>Makes a block of stride 1 that keeps the size.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="kernelSize">Side of the kernel, odd.</param>
    /// <param name="rectifies">Whether a rectifier follows.</param>
    /// <param name="affineNorm">Whether the normalisation has a scale and an offset.</param>
    /// <param name="dilation">Distance of the kernel's taps.</param>
    public ConvBnRelu(
        long inChannels,
        long outChannels,
        long kernelSize,
        bool rectifies = true,
        bool affineNorm = true,
        int dilation = 1)
        : base(nameof(ConvBnRelu))
    {
        _conv = Layers.Conv(inChannels, outChannels, kernelSize, padding: kernelSize / 2 * dilation, dilation: dilation);
        _bn = Layers.Norm(outChannels, affineNorm);
        (Rectifies, Dilation) = (rectifies, dilation);
        RegisterComponents();
    }

    /// <summary>The convolution, weight [out, in, k, k].</summary>
    public Conv2d Conv => _conv;

    /// <summary>The normalisation.</summary>
    public BatchNorm2d Norm => _bn;

    /// <summary>Whether the block ends with a rectifier.</summary>
    public bool Rectifies { get; }

    /// <summary>Distance of the kernel's taps.</summary>
    public int Dilation { get; }

    /// <inheritdoc/>
    /// <param name="input">[N, in, H, W].</param>
    /// <returns>[N, out, H, W].</returns>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        return NormalizeAndRectify(_conv.call(input)).MoveToOuterDisposeScope();
    }

    /// <summary>The steps after the convolution, for callers that compute it in another way.</summary>
    /// <param name="convolved">[N, out, H, W].</param>
    public Tensor NormalizeAndRectify(Tensor convolved)
    {
        Tensor normalized = _bn.call(convolved);
        return Rectifies ? normalized.relu_() : normalized;
    }
}
