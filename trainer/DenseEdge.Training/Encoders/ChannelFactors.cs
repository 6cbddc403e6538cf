using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DenseEdge.Training.Encoders;

/// <summary>One learned factor per channel: how much of one feature map goes into another.</summary>
internal sealed class ChannelFactors : Module<Tensor, Tensor>
{
    [ComponentName(Name = "weight")]
    private readonly Parameter _weight;

    /// <summary>Makes the factors.</summary>
    /// <param name="channels">Channels of the maps.</param>
    /// <param name="start">What every factor starts at.</param>
    public ChannelFactors(int channels, double start)
        : base(nameof(ChannelFactors))
    {
        _weight = Parameter(full([channels], start, ScalarType.Float32));
        _weight.DetachFromDisposeScope();
        RegisterComponents();
    }

    /// <summary>The factors, [C].</summary>
    public Parameter Weight => _weight;

    /// <inheritdoc/>
    /// <param name="input">[N, C, H, W].</param>
    /// <returns>[N, C, H, W].</returns>
    public override Tensor forward(Tensor input) => input.mul(_weight.reshape(1, -1, 1, 1));
}
