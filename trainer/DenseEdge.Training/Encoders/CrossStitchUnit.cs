using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DenseEdge.Training.Encoders;

/// <summary>
/// Mixes the feature maps of several tasks, or of several branches, linearly: a learned factor per pair and channel.
/// </summary>
/// <remarks>
/// Misra et al., "Cross-Stitch Networks for Multi-Task Learning", CVPR 2016: x̃_t = Σ_s α_ts · x_s with α_tt started at 0.9
/// and the others sharing 0.1. There α is one number per pair; here, as later comparisons have it, one per pair and channel.
/// </remarks>
internal sealed class CrossStitchUnit : Module<Tensor[], Tensor[]>
{
    private const double OwnShare = 0.9;

    [ComponentName(Name = "factors")]
    private readonly ModuleDict<ModuleDict<ChannelFactors>> _factors;

    /// <summary>Makes a unit.</summary>
    /// <param name="names">A name for each map, for the parameters: factors.target.source.weight.</param>
    /// <param name="channels">Channels of the maps.</param>
    public CrossStitchUnit(IReadOnlyList<string> names, int channels)
        : base(nameof(CrossStitchUnit))
    {
        double others = names.Count == 1 ? 0 : (1 - OwnShare) / (names.Count - 1);
        double own = names.Count == 1 ? 1 : OwnShare;
        Factors = [.. names.Select((_, target) => (IReadOnlyList<ChannelFactors>)
            [.. names.Select((_, source) => new ChannelFactors(channels, source == target ? own : others))])];
        _factors = ModuleDict(names.Select((name, target) => (name, ModuleDict(
            names.Select((source, index) => (source, Factors[target][index])).ToArray()))).ToArray());
        RegisterComponents();
    }

    /// <summary>The factors by target, then by source.</summary>
    public IReadOnlyList<IReadOnlyList<ChannelFactors>> Factors { get; }

    /// <inheritdoc/>
    /// <param name="input">One map per name, [N, C, H, W].</param>
    /// <returns>As many maps of the same shape.</returns>
    public override Tensor[] forward(Tensor[] input)
    {
        using DisposeScope scope = NewDisposeScope();
        return [.. Factors.Select(row => Mix(input, row).MoveToOuterDisposeScope())];
    }

    private static Tensor Mix(Tensor[] input, IReadOnlyList<ChannelFactors> factors)
    {
        Tensor sum = factors[0].call(input[0]);
        for (int source = 1; source < input.Length; source++)
        {
            sum = sum.add_(factors[source].call(input[source]));
        }

        return sum;
    }
}
