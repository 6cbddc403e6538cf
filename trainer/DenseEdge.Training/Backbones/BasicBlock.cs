using DenseEdge.Training.Network;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DenseEdge.Training.Backbones;

/// <summary>Residual block of two 3x3 convolutions that keeps size and channels (He et al., CVPR 2016).</summary>
internal sealed class BasicBlock : Module<Tensor, Tensor>
{
    [ComponentName(Name = "conv1")]
    private readonly Conv2d _conv1;

    [ComponentName(Name = "bn1")]
    private readonly BatchNorm2d _bn1;

    [ComponentName(Name = "conv2")]
    private readonly Conv2d _conv2;

    [ComponentName(Name = "bn2")]
    private readonly BatchNorm2d _bn2;

    /// <summary>Makes a block.</summary>
    public BasicBlock(long channels)
        : base(nameof(BasicBlock))
    {
        _conv1 = Layers.Conv(channels, channels, 3, padding: 1);
        _bn1 = Layers.Norm(channels);
        _conv2 = Layers.Conv(channels, channels, 3, padding: 1);
        _bn2 = Layers.Norm(channels);
        RegisterComponents();
    }

    /// <summary>The two convolutions with their normalisations; a rectifier follows the first.</summary>
    public IReadOnlyList<(Conv2d Conv, BatchNorm2d Norm)> Stack => [(_conv1, _bn1), (_conv2, _bn2)];

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor output = _bn1.call(_conv1.call(input)).relu_();
        output = _bn2.call(_conv2.call(output));
        return output.add_(input).relu_().MoveToOuterDisposeScope();
    }
}
