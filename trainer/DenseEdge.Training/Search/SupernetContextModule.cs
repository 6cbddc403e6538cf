using DenseEdge.Contracts;
using DenseEdge.Training.Network;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DenseEdge.Training.Search;

/// <summary>
/// The attention between tasks while it is searched for: every ordered pair has all contexts, mixed by weights. Unlike the
/// final network's module it always reads every source, and drops no channels.
/// </summary>
internal sealed class SupernetContextModule : Module<
    IReadOnlyDictionary<TaskKind, Tensor>, IReadOnlyDictionary<TaskKind, Tensor>,
    IReadOnlyDictionary<(TaskKind Target, TaskKind Source), ContextWeights>, IReadOnlyDictionary<TaskKind, Tensor>>
{
    [ComponentName(Name = "cp_blocks")]
    private readonly ModuleDict<ModuleDict<ContextMixture>> _pairs;

    [ComponentName(Name = "out_proj")]
    private readonly ModuleDict<ConvBnRelu> _projections;

    [ComponentName(Name = "bottleneck")]
    private readonly ModuleDict<ConvBnRelu> _fusions;

    private readonly TaskKind[] _tasks;

    /// <summary>Makes a module without preferences.</summary>
    /// <param name="tasks">The tasks, in order.</param>
    /// <param name="channels">Channels of the features of each task (C).</param>
    /// <param name="contextChannels">Channels of the contexts (D).</param>
    public SupernetContextModule(IReadOnlyList<TaskKind> tasks, long channels, long contextChannels)
        : base(nameof(SupernetContextModule))
    {
        _tasks = [.. tasks];
        Pairs = _tasks.SelectMany(target => _tasks.Select(source => (Target: target, Source: source))).ToDictionary(
            pair => pair, pair => new ContextMixture(pair.Target == pair.Source, channels, contextChannels));
        _pairs = PerTask(target => PerTask(source => Pairs[(target, source)]));
        _projections = PerTask(_ => MakeProjection(contextChannels * tasks.Count, channels));
        _fusions = PerTask(_ => new ConvBnRelu(2 * channels, channels, 1));
        RegisterComponents();
    }

    /// <summary>Every ordered pair.</summary>
    public IReadOnlyDictionary<(TaskKind Target, TaskKind Source), ContextMixture> Pairs { get; }

    /// <summary>Gets the projection of a target's concatenated contexts, weight [C, tasks · D, 1, 1]; it has no
    /// rectifier.</summary>
    public ConvBnRelu Projection(TaskKind target) => _projections[target.Key()];

    /// <summary>Gets the layer that fuses a target's own features with the projected context, weight [C, 2 · C, 1, 1].</summary>
    public ConvBnRelu Fusion(TaskKind target) => _fusions[target.Key()];

    /// <inheritdoc/>
    /// <param name="features">Features of every task, [N, C, h, w].</param>
    /// <param name="maps">Normalised maps of every task, [N, L, h·w].</param>
    /// <param name="weights">How much each context counts, for every pair.</param>
    /// <returns>Refined features of every task, [N, C, h, w].</returns>
    public override IReadOnlyDictionary<TaskKind, Tensor> forward(
        IReadOnlyDictionary<TaskKind, Tensor> features,
        IReadOnlyDictionary<TaskKind, Tensor> maps,
        IReadOnlyDictionary<(TaskKind Target, TaskKind Source), ContextWeights> weights)
        => _tasks.ToDictionary(target => target, target => Refine(target, features, maps, weights));

    private Tensor Refine(
        TaskKind target,
        IReadOnlyDictionary<TaskKind, Tensor> features,
        IReadOnlyDictionary<TaskKind, Tensor> maps,
        IReadOnlyDictionary<(TaskKind Target, TaskKind Source), ContextWeights> weights)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor[] contexts = [.. _tasks.Select(source => Pairs[(target, source)].call(
            new PairFeatures(features[target], features[source], maps[target], maps[source]), weights[(target, source)]))];
        Tensor context = _projections[target.Key()].call(cat(contexts, 1));             // [N, C, h, w]
        return _fusions[target.Key()].call(cat([features[target], context], 1)).MoveToOuterDisposeScope();
    }

    private ModuleDict<T> PerTask<T>(Func<TaskKind, T> make)
        where T : Module
        => ModuleDict(_tasks.Select(task => (task.Key(), make(task))).ToArray());

    /// <summary>As in the final network: a projection that starts at zero.</summary>
    private static ConvBnRelu MakeProjection(long inChannels, long outChannels)
    {
        ConvBnRelu projection = new(inChannels, outChannels, 1, rectifies: false);
        init.zeros_(projection.Norm.weight!);
        init.zeros_(projection.Norm.bias!);
        return projection;
    }
}
