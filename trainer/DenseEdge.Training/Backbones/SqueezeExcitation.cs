using DenseEdge.Training.Network;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DenseEdge.Training.Backbones;

/// <summary>
/// Scales each channel by a number from 0 to 1 that two layers compute from the channels' means (Hu et al., CVPR 2018), with
/// the hard sigmoid of MobileNetV3 and torchvision's names.
/// </summary>
internal sealed class SqueezeExcitation : Module<Tensor, Tensor>
{
    [ComponentName(Name = "fc1")]
    private readonly Conv2d _squeeze;

    [ComponentName(Name = "fc2")]
    private readonly Conv2d _excite;

    /// <summary>Makes the two layers.</summary>
    /// <param name="channels">Channels of the input.</param>
    /// <param name="squeezed">Channels between the layers.</param>
    public SqueezeExcitation(int channels, int squeezed)
        : base(nameof(SqueezeExcitation))
    {
        _squeeze = Layers.Conv(channels, squeezed, 1, bias: true);
        _excite = Layers.Conv(squeezed, channels, 1, bias: true);
        RegisterComponents();
    }

    /// <summary>The first layer, a rectifier follows it.</summary>
    public Conv2d Squeeze => _squeeze;

    /// <summary>The second layer, min(max(x / 6 + 1/2, 0), 1) follows it.</summary>
    public Conv2d Excite => _excite;

    /// <inheritdoc/>
    /// <param name="input">[N, C, H, W].</param>
    /// <returns>[N, C, H, W].</returns>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor means = input.mean([2, 3], keepdim: true);                           // [N, C, 1, 1]
        Tensor factors = _excite.call(_squeeze.call(means).relu_());                // [N, C, 1, 1]
        factors = factors.mul(1.0 / 6).add_(0.5).clamp(0, 1);
        return input.mul(factors).MoveToOuterDisposeScope();
    }
}
