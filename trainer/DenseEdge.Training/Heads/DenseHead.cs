using DenseEdge.Contracts;
using DenseEdge.Training.Network;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DenseEdge.Training.Heads;

/// <summary>Predicts every task from the fused features.</summary>
/// <param name="name">Name of the module, for messages.</param>
/// <param name="tasks">The tasks, in order.</param>
internal abstract class DenseHead(string name, IReadOnlyList<TaskSpec> tasks) : Module<Tensor, HeadOutput>(name)
{
    /// <summary>The tasks, in order.</summary>
    public IReadOnlyList<TaskSpec> Tasks { get; } = tasks;

    /// <summary>The 3x3 layer that makes the features of each task.</summary>
    public abstract IReadOnlyDictionary<TaskKind, ConvBnRelu> FeatureHeads { get; }

    /// <summary>The 1x1 convolution that makes the final prediction of each task.</summary>
    public abstract IReadOnlyDictionary<TaskKind, Conv2d> FinalLogits { get; }

    /// <summary>The convolutions that predict a task in its final form: the final one and any before it.</summary>
    public virtual IEnumerable<Conv2d> PredictionsOf(TaskKind task) => [FinalLogits[task]];

    /// <summary>Which features the outputs of the training mode carry, for losses on them; null, the default, for none.</summary>
    public FeatureTap? Tap { get; set; }

    /// <inheritdoc/>
    /// <param name="input">[N, channels, h, w].</param>
    public override HeadOutput forward(Tensor input) => Predict(input, null);

    /// <summary>Predicts every task from the same features.</summary>
    /// <param name="features">[N, channels, h, w].</param>
    /// <param name="validPixels">Bool [N, H, W] of any size, true inside the picture; null if all pixels are.</param>
    public HeadOutput Predict(Tensor features, Tensor? validPixels)
        => Predict(Same(features), validPixels);

    /// <summary>Gives the same features to every task.</summary>
    /// <param name="features">[N, channels, h, w].</param>
    public IReadOnlyDictionary<TaskKind, Tensor> Same(Tensor features)
        => Tasks.ToDictionary(task => task.Kind, _ => features);

    /// <summary>Predicts every task, with pixels outside the picture kept out of the auxiliary maps.</summary>
    /// <param name="features">The fused features that each task reads, [N, channels, h, w].</param>
    /// <param name="validPixels">Bool [N, H, W] of any size, true inside the picture; null if all pixels are.</param>
    public abstract HeadOutput Predict(IReadOnlyDictionary<TaskKind, Tensor> features, Tensor? validPixels);

    /// <summary>Picks the features that <see cref="Tap"/> asks for.</summary>
    /// <param name="own">Features by task before the refinement.</param>
    /// <param name="refined">The features that the predictions are made from.</param>
    private protected IReadOnlyDictionary<TaskKind, Tensor> Tapped(
        IReadOnlyDictionary<TaskKind, Tensor> own, IReadOnlyDictionary<TaskKind, Tensor> refined) => (training, Tap) switch
        {
            (true, FeatureTap.Refined) => refined,
            (true, FeatureTap.BeforeRefinement) => own,
            _ => new Dictionary<TaskKind, Tensor>(),
        };

    /// <summary>Makes one module per task, under the tasks' keys.</summary>
    private protected static Dictionary<TaskKind, T> PerTask<T>(IEnumerable<TaskSpec> tasks, Func<TaskSpec, T> make)
        where T : Module
        => tasks.ToDictionary(task => task.Kind, make);

    /// <summary>Registers modules under the tasks' keys.</summary>
    private protected static ModuleDict<T> Named<T>(IReadOnlyList<TaskSpec> order, IReadOnlyDictionary<TaskKind, T> modules)
        where T : Module
        => ModuleDict(order.Where(task => modules.ContainsKey(task.Kind))
            .Select(task => (task.Kind.Key(), modules[task.Kind])).ToArray());
}
