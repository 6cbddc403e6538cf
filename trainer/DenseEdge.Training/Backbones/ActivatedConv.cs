using DenseEdge.Training.Network;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DenseEdge.Training.Backbones;

/// <summary>Convolution without bias, normalisation and activation as MobileNetV3 has them, named as in torchvision.</summary>
internal sealed class ActivatedConv : Module<Tensor, Tensor>
{
    /// <summary>What the normalisations of MobileNetV3 add to the variance.</summary>
    public const double NormEpsilon = 1e-3;

    private const double NormMomentum = 0.01;

    [ComponentName(Name = "0")]
    private readonly Conv2d _conv;

    [ComponentName(Name = "1")]
    private readonly BatchNorm2d _norm;

    /// <summary>Makes a layer that pads by half a kernel.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="kernelSize">Side of the kernel, odd.</param>
    /// <param name="stride">Stride in pixels.</param>
    /// <param name="groups">1, or the channels of a depthwise convolution.</param>
    /// <param name="activation">What follows the normalisation.</param>
    public ActivatedConv(int inChannels, int outChannels, int kernelSize, int stride, int groups, Activation activation)
        : base(nameof(ActivatedConv))
    {
        _conv = Layers.Conv(inChannels, outChannels, kernelSize, stride, kernelSize / 2, groups);
        _norm = BatchNorm2d(outChannels, NormEpsilon, NormMomentum);
        (Stride, Groups, Activation) = (stride, groups, activation);
        RegisterComponents();
    }

    /// <summary>The convolution.</summary>
    public Conv2d Conv => _conv;

    /// <summary>The normalisation; it adds <see cref="NormEpsilon"/>.</summary>
    public BatchNorm2d Norm => _norm;

    /// <summary>Stride of the convolution.</summary>
    public int Stride { get; }

    /// <summary>Groups of the convolution.</summary>
    public int Groups { get; }

    /// <summary>What follows the normalisation.</summary>
    public Activation Activation { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor output = _norm.call(_conv.call(input));
        return (Activation switch
        {
            Activation.Relu => output.relu_(),
            Activation.HardSwish => HardSwish(output),
            _ => output,
        }).MoveToOuterDisposeScope();
    }

    /// <summary>x · relu6(x + 3) / 6: the layer of this name is missing from the oldest TorchSharp that is supported.</summary>
    private static Tensor HardSwish(Tensor input)
    {
        const double Knee = 3, Range = 6;
        return nn.functional.relu6(input.add(Knee)).mul_(1 / Range).mul(input);
    }
}
