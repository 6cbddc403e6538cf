using DenseEdge.Training.Network;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DenseEdge.Training.Backbones;

/// <summary>
/// Block of MobileNetV2: 1x1 expansion, depthwise 3x3, linear 1x1 projection (Sandler et al., CVPR 2018, section 3.3).
/// </summary>
internal sealed class InvertedResidual : Module<Tensor, Tensor>
{
    // The sequence only gives the parameters their published names; the units say what is computed.
    [ComponentName(Name = "conv")]
    private readonly Sequential _conv;

    /// <summary>Makes a block.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="stride">1 or 2.</param>
    /// <param name="expansion">Inner channels per input channel; with 1 there is no expanding convolution.</param>
    public InvertedResidual(int inChannels, int outChannels, int stride, int expansion)
        : base(nameof(InvertedResidual))
    {
        int inner = inChannels * expansion;
        List<ConvUnit> units = [];
        if (expansion != 1)
        {
            units.Add(new ConvUnit(Layers.Conv(inChannels, inner, 1), Layers.Norm(inner), 1, 1, Activates: true));
        }

        units.Add(new ConvUnit(
            Layers.Conv(inner, inner, 3, stride, 1, inner), Layers.Norm(inner), stride, inner, Activates: true));
        units.Add(new ConvUnit(Layers.Conv(inner, outChannels, 1), Layers.Norm(outChannels), 1, 1, Activates: false));
        _conv = Sequential(
        [
            .. units.Take(units.Count - 1).Select(unit => (Module<Tensor, Tensor>)Sequential(unit.Conv, unit.Norm)),
            units[^1].Conv,
            units[^1].Norm,
        ]);
        Units = units;
        HasShortcut = stride == 1 && inChannels == outChannels;
        RegisterComponents();
    }

    /// <summary>The convolutions in the order of computation.</summary>
    public IReadOnlyList<ConvUnit> Units { get; }

    /// <summary>Whether the input is added to the output.</summary>
    public bool HasShortcut { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => Run(input, static (unit, features) => unit.Apply(features));

    /// <summary>Computes the block with another function for each unit.</summary>
    /// <param name="input">[N, in, H, W].</param>
    /// <param name="step">Computes one unit.</param>
    /// <returns>[N, out, ceil(H / stride), ceil(W / stride)].</returns>
    public Tensor Run(Tensor input, Func<ConvUnit, Tensor, Tensor> step)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor features = input;
        foreach (ConvUnit unit in Units)
        {
            features = step(unit, features);
        }

        return (HasShortcut ? features.add_(input) : features).MoveToOuterDisposeScope();
    }
}
