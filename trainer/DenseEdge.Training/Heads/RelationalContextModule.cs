using DenseEdge.Contracts;
using DenseEdge.Training.Attention;
using DenseEdge.Training.Network;
using DenseEdge.Training.Relations;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DenseEdge.Training.Heads;

/// <summary><see cref="RelationalContext"/> for the tasks that this library knows.</summary>
internal sealed class RelationalContextModule : Module<
    IReadOnlyDictionary<TaskKind, Tensor>, IReadOnlyDictionary<TaskKind, Tensor>, IReadOnlyDictionary<TaskKind, Tensor>>
{
    [ComponentName(Name = "cp_blocks")]
    private readonly ModuleDict<ModuleDict<ContextPoolingBlock>> _blocks;

    [ComponentName(Name = "out_proj")]
    private readonly ModuleDict<ConvBnRelu> _projections;

    [ComponentName(Name = "bottleneck")]
    private readonly ModuleDict<Sequential> _fusions;

    // A delegate, not the module: its parts are registered here under the names of the published checkpoints.
    private readonly Func<
        IReadOnlyDictionary<string, Tensor>, IReadOnlyDictionary<string, Tensor>, IReadOnlyDictionary<string, Tensor>> _refine;

    private readonly IReadOnlyList<TaskKind> _tasks;

    /// <summary>Makes a module for the tasks of a genotype.</summary>
    /// <param name="genotype">The context type of every pair.</param>
    /// <param name="channels">Channels of the features of each task (C).</param>
    /// <param name="contextChannels">Channels of the contexts (D).</param>
    public RelationalContextModule(Genotype genotype, long channels, long contextChannels)
        : base(nameof(RelationalContextModule))
    {
        RelationalContext context = new(TaskRelations.Of(genotype), checked((int)channels), checked((int)contextChannels));
        _tasks = genotype.Tasks;
        _refine = context.RefineByMaps;
        (_blocks, _projections, _fusions) = context.Parts;
        ContextBlocks = context.ContextBlocks.ToDictionary(
            pair => (TaskKinds.Parse(pair.Key.Target), TaskKinds.Parse(pair.Key.Source)), pair => pair.Value);
        OutProjections = context.OutProjections.ToDictionary(pair => TaskKinds.Parse(pair.Key), pair => pair.Value);
        Fusions = context.Fusions.ToDictionary(pair => TaskKinds.Parse(pair.Key), pair => pair.Value);
        RegisterComponents();
    }

    /// <summary>The block of every pair that exchanges something.</summary>
    public IReadOnlyDictionary<(TaskKind Target, TaskKind Source), ContextPoolingBlock> ContextBlocks { get; }

    /// <summary>The projection of a target's concatenated contexts; missing for a target without sources.</summary>
    public IReadOnlyDictionary<TaskKind, ConvBnRelu> OutProjections { get; }

    /// <summary>The 1x1 layer that fuses a target's own features with the projected context.</summary>
    public IReadOnlyDictionary<TaskKind, ConvBnRelu> Fusions { get; }

    /// <inheritdoc/>
    /// <param name="features">Features of every task, [N, C, h, w].</param>
    /// <param name="maps">Normalised maps of the tasks with an auxiliary head, [N, L, h·w].</param>
    /// <returns>Refined features of every task, [N, C, h, w].</returns>
    public override IReadOnlyDictionary<TaskKind, Tensor> forward(
        IReadOnlyDictionary<TaskKind, Tensor> features, IReadOnlyDictionary<TaskKind, Tensor> maps)
    {
        IReadOnlyDictionary<string, Tensor> refined = _refine(ByKey(features), ByKey(maps));
        return _tasks.ToDictionary(task => task, task => refined[task.Key()]);
    }

    private static Dictionary<string, Tensor> ByKey(IReadOnlyDictionary<TaskKind, Tensor> maps)
        => maps.ToDictionary(map => map.Key.Key(), map => map.Value);
}
