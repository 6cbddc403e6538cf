using DenseEdge.Contracts;
using DenseEdge.Training.Attention;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DenseEdge.Training.Search;

/// <summary>
/// One pair of the supernet: every context that the pair could use, and one number per context that says how much it is
/// wanted (α). Index 0 stands for no context; it takes part in the softmax and contributes nothing.
/// </summary>
/// <remarks>
/// Bruggemann et al., ICCV 2021. The values' normalisation has no scale and offset here, so that no context can outweigh
/// another but through α. A task that reads itself has no source label context: it would be the target label one.
/// </remarks>
internal sealed class ContextMixture : Module<PairFeatures, ContextWeights, Tensor>
{
    /// <summary>A pair whose largest probability leads the second by this much is decided.</summary>
    public const double FreezingGap = 0.3;

    /// <summary>The last part of the name of every pair's preference.</summary>
    public const string PreferenceName = "arch_param";

    /// <summary>The last part of the name of a decided pair's weights, a buffer.</summary>
    public const string FixedWeightsName = "fixed_weights";

    // Large enough to make a probability exactly 0, small enough that 0 times it is a number.
    private const float Forbidden = -1e9f;

    [ComponentName(Name = "op_list")]
    private readonly ModuleList<ContextPoolingBlock> _contexts;

    [ComponentName(Name = PreferenceName)]
    private readonly Parameter _preference;

    private readonly HashSet<int> _allowed;

    /// <summary>Makes a pair without preference.</summary>
    /// <param name="isSelf">Whether target and source are the same task.</param>
    /// <param name="channels">Channels of the tasks' features (C).</param>
    /// <param name="contextChannels">Channels of the contexts (D).</param>
    public ContextMixture(bool isSelf, long channels, long contextChannels)
        : base(nameof(ContextMixture))
    {
        ContextType[] types = isSelf
            ? [ContextType.Global, ContextType.Local, ContextType.TargetLabel]
            : [ContextType.Global, ContextType.Local, ContextType.TargetLabel, ContextType.SourceLabel];
        _contexts = ModuleList(types
            .Select(type => new ContextPoolingBlock(type, channels, contextChannels, affineValueNorm: false)).ToArray());
        _preference = Parameter(zeros([types.Length + 1]));
        _preference.DetachFromDisposeScope();
        _allowed = [.. Enumerable.Range(0, types.Length + 1)];
        RegisterComponents();
    }

    /// <summary>The contexts, in the order of their codes from 1 on.</summary>
    public IReadOnlyList<ContextPoolingBlock> Contexts => [.. _contexts];

    /// <summary>α, [contexts + 1]; starts at 0.</summary>
    public Parameter Preference => _preference;

    /// <summary>The codes that may be chosen, rising, none first; all until <see cref="Restrict"/>.</summary>
    public IReadOnlyList<int> Allowed => [.. _allowed.Order()];

    /// <summary>The code of the context that a decided pair keeps; null while the search goes on.</summary>
    public int? Frozen => get_buffer(FixedWeightsName) is { } weights ? Largest(weights) : null;

    /// <summary>The code that is wanted most: the frozen one, or the largest α; the first of equal ones.</summary>
    public ContextType Choice => (ContextType)(Frozen ?? Preferred());

    /// <inheritdoc/>
    /// <param name="pair">Features and maps of both tasks.</param>
    /// <param name="weights">How much each context counts.</param>
    /// <returns>[N, D, H, W].</returns>
    public override Tensor forward(PairFeatures pair, ContextWeights weights)
    {
        using DisposeScope scope = NewDisposeScope();
        if (weights.Soft is null)
        {
            Tensor only = weights.Index == 0 ? Nothing(pair) : Context(weights.Index, pair);
            return only.MoveToOuterDisposeScope();
        }

        Tensor? sum = null;
        foreach (int code in Allowed.Skip(1))
        {
            Tensor part = Context(code, pair) * weights.Soft[code];
            sum = sum is null ? part : sum + part;
        }

        return (sum ?? Nothing(pair)).MoveToOuterDisposeScope();
    }

    /// <summary>Computes one context.</summary>
    /// <param name="code">Its code, from 1.</param>
    /// <param name="pair">Features and maps of both tasks.</param>
    /// <returns>[N, D, H, W].</returns>
    public Tensor Context(int code, PairFeatures pair)
    {
        ContextPoolingBlock block = _contexts[code - 1];
        return block.call(pair.Target, pair.Source, block.Type switch
        {
            ContextType.TargetLabel => pair.TargetMaps,
            ContextType.SourceLabel => pair.SourceMaps,
            _ => null,
        });
    }

    /// <summary>The weights of one training step: the Gumbel softmax, or the frozen choice.</summary>
    /// <remarks>Soft: no straight-through estimate.</remarks>
    /// <param name="noise">One Gumbel number per α.</param>
    /// <param name="temperature">τ, above 0.</param>
    public ContextWeights Sample(Tensor noise, double temperature)
        => Frozen is { } code ? ContextWeights.OneHot(code) : ContextWeights.Mixed(GumbelSoftmax(noise, temperature));

    /// <summary>The weights of validation: the choice alone.</summary>
    public ContextWeights Decided() => ContextWeights.OneHot((int)Choice);

    /// <summary>The entropy of softmax(α), in nats, with gradient.</summary>
    public Tensor Entropy()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor preference = Permitted();
        return preference.softmax(0).mul(preference.log_softmax(0)).sum().neg().MoveToOuterDisposeScope();
    }

    /// <summary>softmax(α) over the contexts that may be chosen, 0 for the others, [contexts + 1], with gradient.</summary>
    public Tensor Probabilities()
    {
        using DisposeScope scope = NewDisposeScope();
        return Permitted().softmax(0).MoveToOuterDisposeScope();
    }

    /// <summary>Keeps only some contexts in the search; <see cref="ContextType.None"/> always stays.</summary>
    /// <param name="contexts">The contexts that may be chosen.</param>
    public void Restrict(IReadOnlyCollection<ContextType> contexts)
        => _allowed.RemoveWhere(code => code != 0 && !contexts.Contains((ContextType)code));

    /// <summary>Freezes the pair for good if one context leads by <see cref="FreezingGap"/> or more.</summary>
    /// <returns>Whether the pair is frozen now.</returns>
    public bool TryFreeze()
    {
        if (Frozen is not null)
        {
            return true;
        }

        using DisposeScope scope = NewDisposeScope();
        using IDisposable withoutGradients = no_grad();
        float[] probabilities = Probabilities().data<float>().ToArray();
        int best = Preferred();
        float second = probabilities.Where((_, code) => code != best).Max();
        if (probabilities[best] - second < FreezingGap)
        {
            return false;
        }

        Freeze(best);
        return true;
    }

    /// <summary>Keeps one context for good, such as when a checkpoint says so.</summary>
    /// <param name="code">The context's code, 0 for none.</param>
    public void Freeze(int code)
    {
        float[] weights = new float[_contexts.Count + 1];
        weights[code] = 1;
        register_buffer(FixedWeightsName, tensor(weights).DetachFromDisposeScope());
    }

    private Tensor GumbelSoftmax(Tensor noise, double temperature)
    {
        using DisposeScope scope = NewDisposeScope();
        return ((Permitted() + noise) / temperature).softmax(0).MoveToOuterDisposeScope();
    }

    private Tensor Permitted()
    {
        float[] offsets = new float[_contexts.Count + 1];
        for (int code = 1; code < offsets.Length; code++)
        {
            offsets[code] = _allowed.Contains(code) ? 0 : Forbidden;
        }

        return _preference + tensor(offsets);
    }

    private int Preferred()
    {
        using DisposeScope scope = NewDisposeScope();
        return Largest(Permitted());
    }

    private Tensor Nothing(PairFeatures pair)
    {
        long[] shape = pair.Target.shape;
        long channels = _contexts[0].ValueProjection.Conv.weight!.shape[0];
        return zeros([shape[0], channels, shape[2], shape[3]], device: pair.Target.device);
    }

    private static int Largest(Tensor values)
    {
        using DisposeScope scope = NewDisposeScope();
        float[] numbers = values.detach().cpu().data<float>().ToArray();
        return Array.IndexOf(numbers, numbers.Max());
    }
}
