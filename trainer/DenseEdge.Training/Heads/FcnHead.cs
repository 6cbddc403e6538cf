using DenseEdge.Contracts;
using DenseEdge.Training.Network;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace DenseEdge.Training.Heads;

/// <summary>The multi-task baseline of ATRC (ICCV 2021): one 3x3 layer and one 1x1 convolution per task.</summary>
internal sealed class FcnHead : DenseHead
{
    [ComponentName(Name = "bottleneck")]
    private readonly ModuleDict<ConvBnRelu> _features;

    [ComponentName(Name = "final_logits")]
    private readonly ModuleDict<Conv2d> _logits;

    /// <summary>Makes a head.</summary>
    /// <param name="tasks">The tasks, in order.</param>
    /// <param name="inChannels">Channels of the fused features.</param>
    /// <param name="taskChannels">Channels of the features of each task (C).</param>
    public FcnHead(IReadOnlyList<TaskSpec> tasks, long inChannels, long taskChannels)
        : base(nameof(FcnHead), tasks)
    {
        FeatureHeads = PerTask(tasks, _ => new ConvBnRelu(inChannels, taskChannels, 3));
        FinalLogits = PerTask(tasks, task => Layers.Logits(taskChannels, TaskOutputs.FinalChannels(task)));
        _features = Named(tasks, FeatureHeads);
        _logits = Named(tasks, FinalLogits);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<TaskKind, ConvBnRelu> FeatureHeads { get; }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<TaskKind, Conv2d> FinalLogits { get; }

    /// <inheritdoc/>
    public override HeadOutput Predict(IReadOnlyDictionary<TaskKind, Tensor> features, Tensor? validPixels)
    {
        using DisposeScope scope = NewDisposeScope();
        Dictionary<TaskKind, Tensor> own = Tasks.ToDictionary(
            task => task.Kind, task => FeatureHeads[task.Kind].call(features[task.Kind]));      // [N, C, h, w]
        Dictionary<TaskKind, Tensor> final = Tasks.ToDictionary(
            task => task.Kind, task => FinalLogits[task.Kind].call(own[task.Kind]));
        return new HeadOutput(final, new Dictionary<TaskKind, Tensor>()) { Features = Tapped(own, own) }
            .MoveToOuterDisposeScope();
    }
}
