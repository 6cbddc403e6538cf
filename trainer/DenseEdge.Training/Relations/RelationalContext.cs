using DenseEdge.Contracts;
using DenseEdge.Training.Attention;
using DenseEdge.Training.Network;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DenseEdge.Training.Relations;

/// <summary>
/// Adaptive task-relational context as a module for any network: takes the features of every task and returns refined ones.
/// Tasks may have any names and any number; what is before and behind is the caller's.
/// </summary>
/// <remarks>
/// <para>Bruggemann et al., "Exploring Relational Context for Multi-Task Dense Prediction", ICCV 2021; the same computation and
/// parameter names as in the networks of this library. Right after construction the refined features do not depend on other
/// tasks: the projection of the contexts starts at zero.</para>
/// <para>Label contexts need a coarse prediction of some tasks, <see cref="TaskRelations.TasksWithAuxiliary"/>: logits that the
/// caller makes and trains with a loss of its own, or that <see cref="AuxiliaryPredictions"/> makes.</para>
/// </remarks>
public sealed class RelationalContext : Module<
    IReadOnlyDictionary<string, Tensor>, IReadOnlyDictionary<string, Tensor>, IReadOnlyDictionary<string, Tensor>>
{
    /// <summary>Share of the fused channels that training drops.</summary>
    public const double DropoutProbability = 0.05;

    [ComponentName(Name = "cp_blocks")]
    private readonly ModuleDict<ModuleDict<ContextPoolingBlock>> _blocks;

    [ComponentName(Name = "out_proj")]
    private readonly ModuleDict<ConvBnRelu> _projections;

    [ComponentName(Name = "bottleneck")]
    private readonly ModuleDict<Sequential> _fusions;

    /// <summary>Makes a module.</summary>
    /// <param name="relations">The tasks, and what each reads from each.</param>
    /// <param name="featureChannels">Channels of the features of every task (C).</param>
    /// <param name="contextChannels">Channels of queries, keys and values (D); the paper has C / 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of channels is below 1.</exception>
    public RelationalContext(TaskRelations relations, int featureChannels, int contextChannels)
        : base(nameof(RelationalContext))
    {
        ArgumentNullException.ThrowIfNull(relations);
        ArgumentOutOfRangeException.ThrowIfLessThan(featureChannels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(contextChannels, 1);
        (Relations, FeatureChannels) = (relations, featureChannels);
        Dictionary<(string Target, string Source), ContextPoolingBlock> blocks = [];
        Dictionary<string, ConvBnRelu> projections = [];
        Dictionary<string, ConvBnRelu> fusions = [];
        List<(string, ModuleDict<ContextPoolingBlock>)> namedBlocks = [];
        foreach (string target in relations.Tasks)
        {
            IReadOnlyList<string> sources = relations.SelectedSources(target);
            foreach (string source in sources)
            {
                blocks[(target, source)] =
                    new ContextPoolingBlock(relations[target, source], featureChannels, contextChannels);
            }

            namedBlocks.Add((target, ModuleDict(sources.Select(source => (source, blocks[(target, source)])).ToArray())));
            if (sources.Count > 0)
            {
                projections[target] = MakeProjection(contextChannels * sources.Count, featureChannels);
            }

            fusions[target] = new ConvBnRelu(sources.Count > 0 ? 2 * featureChannels : featureChannels, featureChannels, 1);
        }

        (ContextBlocks, OutProjections, Fusions) = (blocks, projections, fusions);
        _blocks = ModuleDict(namedBlocks.ToArray());
        _projections = ModuleDict(projections.Select(pair => (pair.Key, pair.Value)).ToArray());
        _fusions = ModuleDict(fusions.Select(
            pair => (pair.Key, Sequential(pair.Value, Dropout2d(DropoutProbability)))).ToArray());
        RegisterComponents();
    }

    /// <summary>The tasks, and what each reads from each.</summary>
    public TaskRelations Relations { get; }

    /// <summary>Channels of the features of every task (C).</summary>
    public int FeatureChannels { get; }

    /// <summary>The block of every pair that exchanges something.</summary>
    internal IReadOnlyDictionary<(string Target, string Source), ContextPoolingBlock> ContextBlocks { get; }

    /// <summary>The projection of a target's concatenated contexts; missing for a target without sources.</summary>
    internal IReadOnlyDictionary<string, ConvBnRelu> OutProjections { get; }

    /// <summary>The 1x1 layer that fuses a target's own features with the projected context.</summary>
    internal IReadOnlyDictionary<string, ConvBnRelu> Fusions { get; }

    /// <summary>The pieces as modules, for another module that registers them under its own name.</summary>
    internal (
        ModuleDict<ModuleDict<ContextPoolingBlock>> Blocks,
        ModuleDict<ConvBnRelu> Projections,
        ModuleDict<Sequential> Fusions) Parts => (_blocks, _projections, _fusions);

    /// <summary>Refines the features of every task.</summary>
    /// <param name="input1">Features of every task, [N, C, h, w], all of one size.</param>
    /// <param name="input2">
    /// Auxiliary logits, [N, L, h, w] with L labels of the task's own choice, of the tasks that need them; more are ignored.
    /// </param>
    /// <returns>Refined features of every task, [N, C, h, w].</returns>
    /// <exception cref="ArgumentException">
    /// Features or logits are missing or have another shape; the message lists all.
    /// </exception>
    public override IReadOnlyDictionary<string, Tensor> forward(
        IReadOnlyDictionary<string, Tensor> input1, IReadOnlyDictionary<string, Tensor> input2)
        => Refine(input1, input2, null);

    /// <summary>Refines the features of every task, with pixels outside the picture kept out of the label contexts.</summary>
    /// <param name="features">As in <see cref="forward"/>.</param>
    /// <param name="auxiliaryLogits">As in <see cref="forward"/>; null if no task needs any.</param>
    /// <param name="validPixels">Bool [N, H, W] of any size, true inside the picture; null if all pixels are.</param>
    /// <returns>Refined features of every task, [N, C, h, w], in the current dispose scope.</returns>
    /// <exception cref="ArgumentException">
    /// Features or logits are missing or have another shape; the message lists all.
    /// </exception>
    public IReadOnlyDictionary<string, Tensor> Refine(
        IReadOnlyDictionary<string, Tensor> features,
        IReadOnlyDictionary<string, Tensor>? auxiliaryLogits,
        Tensor? validPixels)
    {
        ArgumentNullException.ThrowIfNull(features);
        auxiliaryLogits ??= new Dictionary<string, Tensor>();
        List<string> faults = [.. Faults(features, auxiliaryLogits)];
        if (faults.Count > 0)
        {
            throw new ArgumentException($"Relational context: {string.Join(" ", faults)}");
        }

        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, Tensor> maps = Relations.TasksWithAuxiliary.ToDictionary(
            task => task, task => SpatialNormalization.Normalize(auxiliaryLogits[task], validPixels));
        IReadOnlyDictionary<string, Tensor> refined = RefineByMaps(features, maps);
        foreach (Tensor map in refined.Values)
        {
            map.MoveToOuterDisposeScope();
        }

        return refined;
    }

    /// <summary>Refines with maps that are normalised already.</summary>
    /// <param name="features">Features of every task, [N, C, h, w].</param>
    /// <param name="maps">Normalised maps of the tasks that need them, [N, L, h·w].</param>
    internal IReadOnlyDictionary<string, Tensor> RefineByMaps(
        IReadOnlyDictionary<string, Tensor> features, IReadOnlyDictionary<string, Tensor> maps)
        => Relations.Tasks.ToDictionary(target => target, target => Refine(target, features, maps));

    private Tensor Refine(
        string target, IReadOnlyDictionary<string, Tensor> features, IReadOnlyDictionary<string, Tensor> maps)
    {
        using DisposeScope scope = NewDisposeScope();
        IReadOnlyList<string> sources = Relations.SelectedSources(target);
        Tensor input = features[target];                                            // [N, C, h, w]
        if (sources.Count > 0)
        {
            Tensor[] contexts = [.. sources.Select(source => Read(target, source, features, maps))];
            Tensor context = OutProjections[target].call(cat(contexts, 1));         // [N, C, h, w]
            input = cat([input, context], 1);                                       // [N, 2C, h, w]
        }

        return _fusions[target].call(input).MoveToOuterDisposeScope();
    }

    private Tensor Read(
        string target,
        string source,
        IReadOnlyDictionary<string, Tensor> features,
        IReadOnlyDictionary<string, Tensor> maps)
    {
        Tensor? used = Relations[target, source] switch
        {
            ContextType.TargetLabel => maps[target],
            ContextType.SourceLabel => maps[source],
            _ => null,
        };
        return ContextBlocks[(target, source)].call(features[target], features[source], used);
    }

    private IEnumerable<string> Faults(
        IReadOnlyDictionary<string, Tensor> features, IReadOnlyDictionary<string, Tensor> logits)
    {
        Tensor? first = features.Count > 0 ? features.First().Value : null;
        foreach (string task in Relations.Tasks)
        {
            if (!features.TryGetValue(task, out Tensor? map))
            {
                yield return $"The features of '{task}' are missing.";
            }
            else if (map.dim() != 4 || map.shape[1] != FeatureChannels || !SameSides(map, first!))
            {
                yield return $"Expected features of '{task}' of [N, {FeatureChannels}, h, w] and one size for all tasks, "
                    + $"got [{string.Join(", ", map.shape)}].";
            }
        }

        foreach (string task in Relations.TasksWithAuxiliary)
        {
            if (!logits.TryGetValue(task, out Tensor? map))
            {
                yield return $"The auxiliary logits of '{task}' are missing.";
            }
            else if (map.dim() != 4 || (first is not null && !SameSides(map, first)))
            {
                yield return $"Expected auxiliary logits of '{task}' of [N, L, h, w] and the features' size, "
                    + $"got [{string.Join(", ", map.shape)}].";
            }
        }
    }

    private static bool SameSides(Tensor left, Tensor right)
        => left.dim() == right.dim() && left.shape[0] == right.shape[0] && left.shape[2] == right.shape[2]
            && left.shape[3] == right.shape[3];

    /// <summary>A projection that starts at zero, so that training starts from the features without context.</summary>
    private static ConvBnRelu MakeProjection(long inChannels, long outChannels)
    {
        ConvBnRelu projection = new(inChannels, outChannels, 1, rectifies: false);
        init.zeros_(projection.Norm.weight!);
        init.zeros_(projection.Norm.bias!);
        return projection;
    }
}
