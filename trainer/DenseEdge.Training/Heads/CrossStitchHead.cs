using DenseEdge.Contracts;
using DenseEdge.Training.Encoders;
using DenseEdge.Training.Network;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace DenseEdge.Training.Heads;

/// <summary>
/// A head whose tasks exchange features through a cross-stitch unit: features per task, the unit, one more 1x1 layer per task,
/// and the predictions.
/// </summary>
/// <remarks>
/// Misra et al., CVPR 2016, put units between whole networks, one per task. With a shared encoder the features of the tasks are
/// the first place where there is anything to mix; with a branched one <see cref="StageStitch"/> adds units between the
/// branches after every stage. The 1x1 layer makes the mixture more than another linear prediction.
/// </remarks>
internal sealed class CrossStitchHead : DenseHead
{
    [ComponentName(Name = "bottleneck")]
    private readonly ModuleDict<ConvBnRelu> _features;

    [ComponentName(Name = "stitch")]
    private readonly CrossStitchUnit _stitch;

    [ComponentName(Name = "mixed")]
    private readonly ModuleDict<ConvBnRelu> _mixed;

    [ComponentName(Name = "final_logits")]
    private readonly ModuleDict<Conv2d> _logits;

    /// <summary>Makes a head.</summary>
    /// <param name="tasks">The tasks, in order.</param>
    /// <param name="inChannels">Channels of the fused features.</param>
    /// <param name="taskChannels">Channels of the features of each task (C).</param>
    public CrossStitchHead(IReadOnlyList<TaskSpec> tasks, long inChannels, int taskChannels)
        : base(nameof(CrossStitchHead), tasks)
    {
        FeatureHeads = PerTask(tasks, _ => new ConvBnRelu(inChannels, taskChannels, 3));
        MixedLayers = PerTask(tasks, _ => new ConvBnRelu(taskChannels, taskChannels, 1));
        FinalLogits = PerTask(tasks, task => Layers.Logits(taskChannels, TaskOutputs.FinalChannels(task)));
        _features = Named(tasks, FeatureHeads);
        _stitch = new CrossStitchUnit([.. tasks.Select(task => task.Kind.Key())], taskChannels);
        _mixed = Named(tasks, MixedLayers);
        _logits = Named(tasks, FinalLogits);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<TaskKind, ConvBnRelu> FeatureHeads { get; }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<TaskKind, Conv2d> FinalLogits { get; }

    /// <summary>The unit between the tasks, in their order.</summary>
    public CrossStitchUnit Stitch => _stitch;

    /// <summary>The 1x1 layer of each task after the unit.</summary>
    public IReadOnlyDictionary<TaskKind, ConvBnRelu> MixedLayers { get; }

    /// <inheritdoc/>
    public override HeadOutput Predict(IReadOnlyDictionary<TaskKind, Tensor> features, Tensor? validPixels)
    {
        using DisposeScope scope = NewDisposeScope();
        Dictionary<TaskKind, Tensor> own = Tasks.ToDictionary(
            task => task.Kind, task => FeatureHeads[task.Kind].call(features[task.Kind]));      // [N, C, h, w]
        Tensor[] mixed = _stitch.call([.. Tasks.Select(task => own[task.Kind])]);               // [N, C, h, w]
        Dictionary<TaskKind, Tensor> refined = Tasks.Zip(mixed).ToDictionary(
            pair => pair.First.Kind, pair => MixedLayers[pair.First.Kind].call(pair.Second));   // [N, C, h, w]
        Dictionary<TaskKind, Tensor> final = Tasks.ToDictionary(
            task => task.Kind, task => FinalLogits[task.Kind].call(refined[task.Kind]));
        return new HeadOutput(final, new Dictionary<TaskKind, Tensor>()) { Features = Tapped(own, refined) }
            .MoveToOuterDisposeScope();
    }
}
