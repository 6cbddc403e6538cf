using DenseEdge.Contracts;
using DenseEdge.Training.Network;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DenseEdge.Training.Heads;

/// <summary>
/// Multi-modal distillation in the manner of PAD-Net: every task is predicted once from its own features, under a loss of its
/// own; then every other task's features reach it through a gate, and the sum is predicted from again.
/// </summary>
/// <remarks>
/// Xu et al., "PAD-Net: Multi-Tasks Guided Prediction-and-Distillation Network", CVPR 2018, distillation module C
/// (attention-guided message passing): F_t + Σ_{s≠t} σ(W_g * F_s) ⊙ (W * F_s). F is what the initial predictions are read from,
/// as in the comparisons of Vandenhende et al. (TPAMI 2021); the paper describes maps made from the initial predictions
/// themselves. Initial predictions have the final ones' form and loss and pass their gradients to the encoder (deep
/// supervision). The decoder of a task is one 3x3 layer.
/// </remarks>
internal sealed class PadNetHead : DenseHead
{
    [ComponentName(Name = "bottleneck")]
    private readonly ModuleDict<ConvBnRelu> _features;

    [ComponentName(Name = "initial_logits")]
    private readonly ModuleDict<Conv2d> _initial;

    [ComponentName(Name = "messages")]
    private readonly ModuleDict<ModuleDict<GatedMessage>> _messages;

    [ComponentName(Name = "decoder")]
    private readonly ModuleDict<ConvBnRelu> _decoders;

    [ComponentName(Name = "final_logits")]
    private readonly ModuleDict<Conv2d> _logits;

    /// <summary>Makes a head.</summary>
    /// <param name="tasks">The tasks, in order.</param>
    /// <param name="inChannels">Channels of the fused features.</param>
    /// <param name="taskChannels">Channels of the features of each task (C).</param>
    public PadNetHead(IReadOnlyList<TaskSpec> tasks, long inChannels, long taskChannels)
        : base(nameof(PadNetHead), tasks)
    {
        FeatureHeads = PerTask(tasks, _ => new ConvBnRelu(inChannels, taskChannels, 3));
        InitialLogits = PerTask(tasks, task => Layers.Logits(taskChannels, TaskOutputs.FinalChannels(task)));
        Messages = tasks.ToDictionary(
            target => target.Kind,
            target => (IReadOnlyDictionary<TaskKind, GatedMessage>)PerTask(
                tasks.Where(source => source.Kind != target.Kind), _ => new GatedMessage(taskChannels)));
        Decoders = PerTask(tasks, _ => new ConvBnRelu(taskChannels, taskChannels, 3));
        FinalLogits = PerTask(tasks, task => Layers.Logits(taskChannels, TaskOutputs.FinalChannels(task)));
        _features = Named(tasks, FeatureHeads);
        _initial = Named(tasks, InitialLogits);
        _messages = ModuleDict(tasks.Select(task => (task.Kind.Key(), Named(tasks, Messages[task.Kind]))).ToArray());
        _decoders = Named(tasks, Decoders);
        _logits = Named(tasks, FinalLogits);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<TaskKind, ConvBnRelu> FeatureHeads { get; }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<TaskKind, Conv2d> FinalLogits { get; }

    /// <summary>The 1x1 convolution that makes the initial prediction of each task.</summary>
    public IReadOnlyDictionary<TaskKind, Conv2d> InitialLogits { get; }

    /// <summary>The messages by receiving task, then by sending task.</summary>
    public IReadOnlyDictionary<TaskKind, IReadOnlyDictionary<TaskKind, GatedMessage>> Messages { get; }

    /// <summary>The 3x3 layer of each task after the distillation.</summary>
    public IReadOnlyDictionary<TaskKind, ConvBnRelu> Decoders { get; }

    /// <inheritdoc/>
    public override IEnumerable<Conv2d> PredictionsOf(TaskKind task) => [InitialLogits[task], FinalLogits[task]];

    /// <inheritdoc/>
    public override HeadOutput Predict(IReadOnlyDictionary<TaskKind, Tensor> features, Tensor? validPixels)
    {
        using DisposeScope scope = NewDisposeScope();
        Dictionary<TaskKind, Tensor> own = Tasks.ToDictionary(
            task => task.Kind, task => FeatureHeads[task.Kind].call(features[task.Kind]));      // [N, C, h, w]
        Dictionary<TaskKind, Tensor> initial = Tasks.ToDictionary(
            task => task.Kind, task => InitialLogits[task.Kind].call(own[task.Kind]));
        Dictionary<TaskKind, Tensor> refined = Tasks.ToDictionary(
            task => task.Kind, task => Decoders[task.Kind].call(Distill(task.Kind, own)));      // [N, C, h, w]
        Dictionary<TaskKind, Tensor> final = Tasks.ToDictionary(
            task => task.Kind, task => FinalLogits[task.Kind].call(refined[task.Kind]));
        return new HeadOutput(final, new Dictionary<TaskKind, Tensor>()) { Initial = initial, Features = Tapped(own, refined) }
            .MoveToOuterDisposeScope();
    }

    private Tensor Distill(TaskKind target, Dictionary<TaskKind, Tensor> own)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor sum = own[target].alias();
        foreach ((TaskKind source, GatedMessage message) in Messages[target])
        {
            sum = sum.add(message.call(own[source]));
        }

        return sum.MoveToOuterDisposeScope();
    }
}
