using DenseEdge.Contracts;
using DenseEdge.Training.Attention;
using DenseEdge.Training.Network;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DenseEdge.Training.Heads;

/// <summary>
/// The head of ATRC around its attention between tasks: features per task, coarse auxiliary predictions whose maps the
/// attention reads, and the final predictions.
/// </summary>
/// <remarks>
/// Bruggemann et al., "Exploring Relational Context for Multi-Task Dense Prediction", ICCV 2021. Auxiliary heads read the
/// fused features without passing gradients back; the maps made from their predictions do pass gradients to them.
/// </remarks>
/// <typeparam name="TRelations">The attention between tasks.</typeparam>
internal abstract class ContextHead<TRelations> : DenseHead
    where TRelations : Module
{
    /// <summary>Makes a head; the modules have the names of the authors' code.</summary>
    /// <param name="name">Name of the module, for messages.</param>
    /// <param name="tasks">The tasks, in order.</param>
    /// <param name="withAuxiliary">Those that get an auxiliary prediction, in the same order.</param>
    /// <param name="inChannels">Channels of the fused features.</param>
    /// <param name="taskChannels">Channels of the features of each task (C).</param>
    /// <param name="makeRelations">Makes the attention, after everything that stands before it has drawn its weights.</param>
    private protected ContextHead(
        string name, IReadOnlyList<TaskSpec> tasks, IReadOnlyList<TaskSpec> withAuxiliary, long inChannels, long taskChannels,
        Func<TRelations> makeRelations)
        : base(name, tasks)
    {
        FeatureHeads = PerTask(tasks, _ => new ConvBnRelu(inChannels, taskChannels, 3));
        AuxiliaryFeatures = PerTask(withAuxiliary, _ => new ConvBnRelu(inChannels, inChannels, 1));
        AuxiliaryLogits = PerTask(withAuxiliary, task => Layers.Logits(inChannels, TaskOutputs.AuxiliaryChannels(task)));
        FinalLogits = PerTask(tasks, task => Layers.Logits(taskChannels, TaskOutputs.FinalChannels(task)));
        Relations = makeRelations();
        register_module("bottleneck", Named(tasks, FeatureHeads));
        register_module("aux_conv", Named(tasks, AuxiliaryFeatures));
        register_module("aux_logits", Named(tasks, AuxiliaryLogits));
        register_module("atrc_module", Relations);
        register_module("final_logits", Named(tasks, FinalLogits));
    }

    /// <inheritdoc/>
    public sealed override IReadOnlyDictionary<TaskKind, ConvBnRelu> FeatureHeads { get; }

    /// <inheritdoc/>
    public sealed override IReadOnlyDictionary<TaskKind, Conv2d> FinalLogits { get; }

    /// <summary>The 1x1 layer before the auxiliary prediction of each task that has one.</summary>
    public IReadOnlyDictionary<TaskKind, ConvBnRelu> AuxiliaryFeatures { get; }

    /// <summary>The 1x1 convolution that makes the auxiliary prediction of each task that has one.</summary>
    public IReadOnlyDictionary<TaskKind, Conv2d> AuxiliaryLogits { get; }

    /// <summary>The attention between tasks.</summary>
    public TRelations Relations { get; }

    /// <summary>Predicts every task.</summary>
    /// <param name="features">The fused features that each task reads, [N, channels, h, w].</param>
    /// <param name="validPixels">Bool [N, H, W] of any size, true inside the picture; null if all pixels are.</param>
    /// <param name="refine">From the tasks' features, [N, C, h, w], and the maps of the auxiliary predictions, [N, L, h, w], the
    /// features to predict from, [N, C, h, w].</param>
    private protected HeadOutput Predict(
        IReadOnlyDictionary<TaskKind, Tensor> features,
        Tensor? validPixels,
        Func<Dictionary<TaskKind, Tensor>, Dictionary<TaskKind, Tensor>, IReadOnlyDictionary<TaskKind, Tensor>> refine)
    {
        using DisposeScope scope = NewDisposeScope();
        (Dictionary<TaskKind, Tensor> taskFeatures, Dictionary<TaskKind, Tensor> auxiliary, Dictionary<TaskKind, Tensor> maps) =
            Describe(features, validPixels);
        IReadOnlyDictionary<TaskKind, Tensor> refined = refine(taskFeatures, maps);
        Dictionary<TaskKind, Tensor> final = Tasks.ToDictionary(
            task => task.Kind, task => FinalLogits[task.Kind].call(refined[task.Kind]));
        return new HeadOutput(final, auxiliary) { Features = Tapped(taskFeatures, refined) }.MoveToOuterDisposeScope();
    }

    /// <summary>Computes what the attention between tasks reads.</summary>
    /// <param name="features">The fused features that each task reads, [N, channels, h, w].</param>
    /// <param name="validPixels">Bool [N, H, W] of any size, true inside the picture; null if all pixels are.</param>
    /// <returns>The tasks' own features, [N, C, h, w], auxiliary logits, [N, L, h, w], and their maps, [N, L, h·w].</returns>
    internal (Dictionary<TaskKind, Tensor> Own, Dictionary<TaskKind, Tensor> Auxiliary, Dictionary<TaskKind, Tensor> Maps)
        Describe(IReadOnlyDictionary<TaskKind, Tensor> features, Tensor? validPixels)
    {
        Dictionary<TaskKind, Tensor> own = Tasks.ToDictionary(
            task => task.Kind, task => FeatureHeads[task.Kind].call(features[task.Kind]));
        Dictionary<TaskKind, Tensor> auxiliary = AuxiliaryFeatures.Keys.ToDictionary(
            task => task, task => PredictAuxiliary(task, features[task].detach()));
        Dictionary<TaskKind, Tensor> maps = auxiliary.ToDictionary(
            logits => logits.Key, logits => SpatialNormalization.Normalize(logits.Value, validPixels));
        return (own, auxiliary, maps);
    }

    private Tensor PredictAuxiliary(TaskKind task, Tensor features)
    {
        using DisposeScope scope = NewDisposeScope();
        return AuxiliaryLogits[task].call(AuxiliaryFeatures[task].call(features)).MoveToOuterDisposeScope();
    }
}
