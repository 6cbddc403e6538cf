using DenseEdge.Contracts;
using DenseEdge.Training.Attention;
using DenseEdge.Training.Network;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DenseEdge.Training.Heads;

/// <summary>
/// Refines the features of each task with what it reads from the tasks that the genotype selects for it: one context block
/// per pair, one projection and one fusion per target.
/// </summary>
internal sealed class RelationalContextModule : Module<
    IReadOnlyDictionary<TaskKind, Tensor>, IReadOnlyDictionary<TaskKind, Tensor>, IReadOnlyDictionary<TaskKind, Tensor>>
{
    /// <summary>Share of the fused channels that training drops.</summary>
    public const double DropoutProbability = 0.05;

    [ComponentName(Name = "cp_blocks")]
    private readonly ModuleDict<ModuleDict<ContextPoolingBlock>> _blocks;

    [ComponentName(Name = "out_proj")]
    private readonly ModuleDict<ConvBnRelu> _projections;

    [ComponentName(Name = "bottleneck")]
    private readonly ModuleDict<Sequential> _fusions;

    private readonly Genotype _genotype;

    /// <summary>Makes a module for the tasks of a genotype.</summary>
    /// <param name="genotype">The context type of every pair.</param>
    /// <param name="channels">Channels of the features of each task (C).</param>
    /// <param name="contextChannels">Channels of the contexts (D).</param>
    public RelationalContextModule(Genotype genotype, long channels, long contextChannels)
        : base(nameof(RelationalContextModule))
    {
        _genotype = genotype;
        Dictionary<(TaskKind Target, TaskKind Source), ContextPoolingBlock> blocks = [];
        Dictionary<TaskKind, ConvBnRelu> projections = [];
        Dictionary<TaskKind, ConvBnRelu> fusions = [];
        List<(string, ModuleDict<ContextPoolingBlock>)> namedBlocks = [];
        foreach (TaskKind target in genotype.Tasks)
        {
            IReadOnlyList<TaskKind> sources = genotype.SelectedSources(target);
            foreach (TaskKind source in sources)
            {
                blocks[(target, source)] = new ContextPoolingBlock(genotype[target, source], channels, contextChannels);
            }

            namedBlocks.Add((target.Key(), ModuleDict(
                sources.Select(source => (source.Key(), blocks[(target, source)])).ToArray())));
            if (sources.Count > 0)
            {
                projections[target] = MakeProjection(contextChannels * sources.Count, channels);
            }

            fusions[target] = new ConvBnRelu(sources.Count > 0 ? 2 * channels : channels, channels, 1);
        }

        (ContextBlocks, OutProjections, Fusions) = (blocks, projections, fusions);
        _blocks = ModuleDict(namedBlocks.ToArray());
        _projections = ModuleDict(projections.Select(pair => (pair.Key.Key(), pair.Value)).ToArray());
        _fusions = ModuleDict(fusions.Select(
            pair => (pair.Key.Key(), Sequential(pair.Value, Dropout2d(DropoutProbability)))).ToArray());
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
        => _genotype.Tasks.ToDictionary(target => target, target => Refine(target, features, maps));

    private Tensor Refine(
        TaskKind target, IReadOnlyDictionary<TaskKind, Tensor> features, IReadOnlyDictionary<TaskKind, Tensor> maps)
    {
        using DisposeScope scope = NewDisposeScope();
        IReadOnlyList<TaskKind> sources = _genotype.SelectedSources(target);
        Tensor input = features[target];                                            // [N, C, h, w]
        if (sources.Count > 0)
        {
            Tensor[] contexts = [.. sources.Select(source => Read(target, source, features, maps))];
            Tensor context = OutProjections[target].call(cat(contexts, 1));         // [N, C, h, w]
            input = cat([input, context], 1);                                       // [N, 2C, h, w]
        }

        return _fusions[target.Key()].call(input).MoveToOuterDisposeScope();
    }

    private Tensor Read(
        TaskKind target,
        TaskKind source,
        IReadOnlyDictionary<TaskKind, Tensor> features,
        IReadOnlyDictionary<TaskKind, Tensor> maps)
    {
        Tensor? used = _genotype[target, source] switch
        {
            ContextType.TargetLabel => maps[target],
            ContextType.SourceLabel => maps[source],
            _ => null,
        };
        return ContextBlocks[(target, source)].call(features[target], features[source], used);
    }

    /// <summary>A projection that starts at zero, so that training starts from the features without context.</summary>
    private static ConvBnRelu MakeProjection(long inChannels, long outChannels)
    {
        ConvBnRelu projection = new(inChannels, outChannels, 1, rectifies: false);
        init.zeros_(projection.Norm.weight!);
        init.zeros_(projection.Norm.bias!);
        return projection;
    }
}
