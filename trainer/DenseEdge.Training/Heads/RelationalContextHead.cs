using DenseEdge.Contracts;
using DenseEdge.Training.Attention;
using DenseEdge.Training.Network;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace DenseEdge.Training.Heads;

/// <summary>
/// The head of ATRC: features per task, a coarse auxiliary prediction where a context needs it, attention between tasks, and
/// the final predictions.
/// </summary>
/// <remarks>
/// Bruggemann et al., "Exploring Relational Context for Multi-Task Dense Prediction", ICCV 2021. Auxiliary heads read the
/// fused features without passing gradients back; the maps made from their predictions do pass gradients to them.
/// </remarks>
internal sealed class RelationalContextHead : DenseHead
{
    [ComponentName(Name = "bottleneck")]
    private readonly ModuleDict<ConvBnRelu> _features;

    [ComponentName(Name = "aux_conv")]
    private readonly ModuleDict<ConvBnRelu> _auxiliaryFeatures;

    [ComponentName(Name = "aux_logits")]
    private readonly ModuleDict<Conv2d> _auxiliaryLogits;

    [ComponentName(Name = "atrc_module")]
    private readonly RelationalContextModule _relations;

    [ComponentName(Name = "final_logits")]
    private readonly ModuleDict<Conv2d> _logits;

    /// <summary>Makes a head.</summary>
    /// <param name="tasks">The tasks, in the genotype's order.</param>
    /// <param name="genotype">The context type of every pair of tasks.</param>
    /// <param name="inChannels">Channels of the fused features.</param>
    /// <param name="taskChannels">Channels of the features of each task (C).</param>
    /// <param name="contextChannels">Channels of queries, keys and values (D).</param>
    public RelationalContextHead(
        IReadOnlyList<TaskSpec> tasks, Genotype genotype, long inChannels, long taskChannels, long contextChannels)
        : base(nameof(RelationalContextHead), tasks)
    {
        TaskSpec[] withAuxiliary = [.. tasks.Where(task => genotype.TasksWithAuxiliaryHead.Contains(task.Kind))];
        FeatureHeads = PerTask(tasks, _ => new ConvBnRelu(inChannels, taskChannels, 3));
        AuxiliaryFeatures = PerTask(withAuxiliary, _ => new ConvBnRelu(inChannels, inChannels, 1));
        AuxiliaryLogits = PerTask(withAuxiliary, task => Layers.Logits(inChannels, TaskOutputs.AuxiliaryChannels(task)));
        FinalLogits = PerTask(tasks, task => Layers.Logits(taskChannels, TaskOutputs.FinalChannels(task)));
        _features = Named(tasks, FeatureHeads);
        _auxiliaryFeatures = Named(tasks, AuxiliaryFeatures);
        _auxiliaryLogits = Named(tasks, AuxiliaryLogits);
        _relations = new RelationalContextModule(genotype, taskChannels, contextChannels);
        _logits = Named(tasks, FinalLogits);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<TaskKind, ConvBnRelu> FeatureHeads { get; }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<TaskKind, Conv2d> FinalLogits { get; }

    /// <summary>The 1x1 layer before the auxiliary prediction of each task that has one.</summary>
    public IReadOnlyDictionary<TaskKind, ConvBnRelu> AuxiliaryFeatures { get; }

    /// <summary>The 1x1 convolution that makes the auxiliary prediction of each task that has one.</summary>
    public IReadOnlyDictionary<TaskKind, Conv2d> AuxiliaryLogits { get; }

    /// <summary>The attention between tasks.</summary>
    public RelationalContextModule Relations => _relations;

    /// <inheritdoc/>
    public override HeadOutput Predict(IReadOnlyDictionary<TaskKind, Tensor> features, Tensor? validPixels)
    {
        using DisposeScope scope = NewDisposeScope();
        Dictionary<TaskKind, Tensor> taskFeatures = Tasks.ToDictionary(
            task => task.Kind, task => FeatureHeads[task.Kind].call(features[task.Kind]));             // [N, C, h, w]
        Dictionary<TaskKind, Tensor> auxiliary = AuxiliaryFeatures.ToDictionary(
            head => head.Key, head => PredictAuxiliary(head.Key, features[head.Key].detach()));                // [N, L, h, w]
        Dictionary<TaskKind, Tensor> maps = auxiliary.ToDictionary(
            logits => logits.Key, logits => SpatialNormalization.Normalize(logits.Value, validPixels));
        IReadOnlyDictionary<TaskKind, Tensor> refined = _relations.call(taskFeatures, maps);
        Dictionary<TaskKind, Tensor> final = Tasks.ToDictionary(
            task => task.Kind, task => FinalLogits[task.Kind].call(refined[task.Kind]));
        return new HeadOutput(final, auxiliary) { Features = Tapped(taskFeatures, refined) }.MoveToOuterDisposeScope();
    }

    private Tensor PredictAuxiliary(TaskKind task, Tensor features)
    {
        using DisposeScope scope = NewDisposeScope();
        return AuxiliaryLogits[task].call(AuxiliaryFeatures[task].call(features)).MoveToOuterDisposeScope();
    }
}
