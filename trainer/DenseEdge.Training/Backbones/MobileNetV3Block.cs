using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DenseEdge.Training.Backbones;

/// <summary>
/// Block of MobileNetV3: expansion, depthwise convolution, squeeze-and-excitation, linear projection (Howard et al., ICCV
/// 2019, section 3). Named as in torchvision.
/// </summary>
internal sealed class MobileNetV3Block : Module<Tensor, Tensor>
{
    [ComponentName(Name = "block")]
    private readonly Sequential _block;

    /// <summary>Makes a block; the expanding convolution is left out if it would not expand.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="shape">The rest of its numbers.</param>
    public MobileNetV3Block(int inChannels, MobileNetV3BlockShape shape)
        : base(nameof(MobileNetV3Block))
    {
        List<Module<Tensor, Tensor>> parts = [];
        if (shape.Expanded != inChannels)
        {
            parts.Add(new ActivatedConv(inChannels, shape.Expanded, 1, 1, 1, shape.Activation));
        }

        parts.Add(new ActivatedConv(
            shape.Expanded, shape.Expanded, shape.Kernel, shape.Stride, shape.Expanded, shape.Activation));
        if (shape.Squeezes)
        {
            parts.Add(new SqueezeExcitation(shape.Expanded, shape.SqueezedChannels));
        }

        parts.Add(new ActivatedConv(shape.Expanded, shape.Channels, 1, 1, 1, Activation.None));
        Parts = parts;
        HasShortcut = shape.Stride == 1 && inChannels == shape.Channels;
        _block = Sequential(parts.ToArray());
        RegisterComponents();
    }

    /// <summary><see cref="ActivatedConv"/> and <see cref="SqueezeExcitation"/> in the order of computation.</summary>
    public IReadOnlyList<Module<Tensor, Tensor>> Parts { get; }

    /// <summary>Whether the input is added to the output.</summary>
    public bool HasShortcut { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor output = _block.call(input);
        return (HasShortcut ? output.add_(input) : output).MoveToOuterDisposeScope();
    }
}
