using DenseEdge.Training.Network;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DenseEdge.Training.Backbones;

/// <summary>Residual block 1x1, 3x3, 1x1 with four times as many output as inner channels (He et al., CVPR 2016).</summary>
internal sealed class BottleneckBlock : Module<Tensor, Tensor>
{
    /// <summary>Output channels per inner channel.</summary>
    public const int Expansion = 4;

    [ComponentName(Name = "conv1")]
    private readonly Conv2d _conv1;

    [ComponentName(Name = "bn1")]
    private readonly BatchNorm2d _bn1;

    [ComponentName(Name = "conv2")]
    private readonly Conv2d _conv2;

    [ComponentName(Name = "bn2")]
    private readonly BatchNorm2d _bn2;

    [ComponentName(Name = "conv3")]
    private readonly Conv2d _conv3;

    [ComponentName(Name = "bn3")]
    private readonly BatchNorm2d _bn3;

    [ComponentName(Name = "downsample")]
    private readonly ConvNorm? _shortcut;

    /// <summary>Makes a block; the shortcut has a convolution only if it changes the channel count or the size.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="innerChannels">Channels of the 3x3 convolution; the output has four times as many.</param>
    /// <param name="stride">Stride of the 3x3 convolution, as in torchvision, and of the shortcut.</param>
    /// <param name="dilation">Distance of the taps of the 3x3 convolution.</param>
    public BottleneckBlock(long inChannels, long innerChannels, int stride = 1, int dilation = 1)
        : base(nameof(BottleneckBlock))
    {
        (Stride, Dilation) = (stride, dilation);
        long outChannels = innerChannels * Expansion;
        _conv1 = Layers.Conv(inChannels, innerChannels, 1);
        _bn1 = Layers.Norm(innerChannels);
        _conv2 = Layers.Conv(innerChannels, innerChannels, 3, stride, dilation, dilation: dilation);
        _bn2 = Layers.Norm(innerChannels);
        _conv3 = Layers.Conv(innerChannels, outChannels, 1);
        _bn3 = Layers.Norm(outChannels);
        _shortcut = inChannels == outChannels && stride == 1
            ? null
            : new ConvNorm(inChannels, outChannels, 1, stride, rectifies: false);
        RegisterComponents();
    }

    /// <summary>Stride of the 3x3 convolution and of the shortcut.</summary>
    public int Stride { get; }

    /// <summary>Distance of the taps of the 3x3 convolution.</summary>
    public int Dilation { get; }

    /// <summary>The three convolutions with their normalisations; a rectifier follows the first two.</summary>
    public IReadOnlyList<(Conv2d Conv, BatchNorm2d Norm)> Stack => [(_conv1, _bn1), (_conv2, _bn2), (_conv3, _bn3)];

    /// <summary>The convolution on the shortcut, or null for the identity.</summary>
    public ConvNorm? Shortcut => _shortcut;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor output = _bn1.call(_conv1.call(input)).relu_();
        output = _bn2.call(_conv2.call(output)).relu_();
        output = _bn3.call(_conv3.call(output));
        Tensor shortcut = _shortcut is null ? input : _shortcut.call(input);
        return output.add_(shortcut).relu_().MoveToOuterDisposeScope();
    }
}
