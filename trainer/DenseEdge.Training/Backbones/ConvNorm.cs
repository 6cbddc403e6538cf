using DenseEdge.Training.Network;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DenseEdge.Training.Backbones;

/// <summary>
/// Convolution without bias, batch normalisation and an optional rectifier, with the numbered parameter names that a plain
/// sequence of layers has in the published HRNet weights.
/// </summary>
internal sealed class ConvNorm : Module<Tensor, Tensor>
{
    [ComponentName(Name = "0")]
    private readonly Conv2d _conv;

    [ComponentName(Name = "1")]
    private readonly BatchNorm2d _norm;

    /// <summary>Makes a block that pads by half a kernel.</summary>
    public ConvNorm(long inChannels, long outChannels, long kernelSize, long stride, bool rectifies)
        : base(nameof(ConvNorm))
    {
        _conv = Layers.Conv(inChannels, outChannels, kernelSize, stride, kernelSize / 2);
        _norm = Layers.Norm(outChannels);
        Rectifies = rectifies;
        RegisterComponents();
    }

    /// <summary>The convolution.</summary>
    public Conv2d Conv => _conv;

    /// <summary>The normalisation.</summary>
    public BatchNorm2d Norm => _norm;

    /// <summary>Whether a rectifier follows.</summary>
    public bool Rectifies { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor output = _norm.call(_conv.call(input));
        return (Rectifies ? output.relu_() : output).MoveToOuterDisposeScope();
    }
}
