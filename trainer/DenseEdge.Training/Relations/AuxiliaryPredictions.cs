using DenseEdge.Training.Network;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DenseEdge.Training.Relations;

/// <summary>
/// The coarse predictions whose regions the label contexts read, made as in the paper: a 1x1 layer and a 1x1 convolution per
/// task on shared features, which get no gradient from them.
/// </summary>
public sealed class AuxiliaryPredictions : Module<Tensor, IReadOnlyDictionary<string, Tensor>>
{
    [ComponentName(Name = "aux_conv")]
    private readonly ModuleDict<ConvBnRelu> _features;

    [ComponentName(Name = "aux_logits")]
    private readonly ModuleDict<Conv2d> _logits;

    /// <summary>Makes the predictions.</summary>
    /// <param name="relations">The relations that read them: only the tasks that need a prediction get one.</param>
    /// <param name="labels">
    /// Labels of each task: classes, or bins of a continuous quantity. Tasks that need none may be missing.
    /// </param>
    /// <param name="channels">Channels of the shared features.</param>
    /// <exception cref="ArgumentException">
    /// A task that needs a prediction has no number of labels; the message lists all.
    /// </exception>
    public AuxiliaryPredictions(TaskRelations relations, IReadOnlyDictionary<string, int> labels, int channels)
        : base(nameof(AuxiliaryPredictions))
    {
        ArgumentNullException.ThrowIfNull(relations);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        IReadOnlyList<string> tasks = relations.TasksWithAuxiliary;
        string[] without = [.. tasks.Where(task => labels.GetValueOrDefault(task) < 1)];
        if (without.Length > 0)
        {
            throw new ArgumentException(
                $"Expected a number of labels of at least 1 for {string.Join(", ", without)}.", nameof(labels));
        }

        _features = ModuleDict(tasks.Select(task => (task, new ConvBnRelu(channels, channels, 1))).ToArray());
        _logits = ModuleDict(tasks.Select(task => (task, Layers.Logits(channels, labels[task]))).ToArray());
        RegisterComponents();
    }

    /// <inheritdoc/>
    /// <param name="input">Shared features, [N, C, h, w].</param>
    /// <returns>Logits by task, [N, L, h, w]: for a loss, and for <see cref="RelationalContext"/>.</returns>
    public override IReadOnlyDictionary<string, Tensor> forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using DisposeScope scope = NewDisposeScope();
        Tensor detached = input.detach();
        return _logits.ToDictionary(
            head => head.Item1,
            head => head.Item2.call(_features[head.Item1].call(detached)).MoveToOuterDisposeScope());
    }
}
