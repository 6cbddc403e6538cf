using DenseEdge.Contracts;
using DenseEdge.Training.Heads;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Search;

/// <summary>
/// The head of ATRC while its genotype is searched for. Trains its weights and the preferences of all pairs at the same
/// time; <see cref="Genotype"/> reads the result.
/// </summary>
/// <remarks>
/// Bruggemann et al., "Exploring Relational Context for Multi-Task Dense Prediction", ICCV 2021. Every task has an auxiliary
/// prediction. In evaluation mode each pair uses its preferred context alone.
/// </remarks>
internal sealed class SupernetHead : ContextHead<SupernetContextModule>
{
    private readonly GumbelNoise _noise;

    /// <summary>Makes a head without preferences.</summary>
    /// <param name="tasks">The tasks, in order.</param>
    /// <param name="inChannels">Channels of the fused features.</param>
    /// <param name="taskChannels">Channels of the features of each task (C).</param>
    /// <param name="contextChannels">Channels of queries, keys and values (D).</param>
    /// <param name="seed">Seed of the noise of the training steps.</param>
    public SupernetHead(
        IReadOnlyList<TaskSpec> tasks, long inChannels, long taskChannels, long contextChannels, int seed = 0)
        : base(
            nameof(SupernetHead),
            tasks,
            tasks,
            inChannels,
            taskChannels,
            () => new SupernetContextModule([.. tasks.Select(task => task.Kind)], taskChannels, contextChannels))
        => _noise = new GumbelNoise(new Random(seed));

    /// <summary>Every ordered pair.</summary>
    public IReadOnlyDictionary<(TaskKind Target, TaskKind Source), ContextMixture> Pairs => Relations.Pairs;

    /// <summary>τ of the Gumbel softmax in training mode, above 0; set it before each step.</summary>
    /// <value>Default: 1.</value>
    public double Temperature { get; set; } = 1;

    /// <inheritdoc/>
    /// <remarks>In training mode, pairs that are clear enough freeze first, and the others draw noise.</remarks>
    public override HeadOutput Predict(IReadOnlyDictionary<TaskKind, Tensor> features, Tensor? validPixels)
    {
        using DisposeScope scope = NewDisposeScope();
        return Predict(features, validPixels, Weights()).MoveToOuterDisposeScope();
    }

    /// <summary>Predicts every task with given weights.</summary>
    /// <param name="features">The fused features that each task reads, [N, channels, h, w].</param>
    /// <param name="validPixels">Bool [N, H, W] of any size, true inside the picture; null if all pixels are.</param>
    /// <param name="weights">How much each context counts, for every pair.</param>
    public HeadOutput Predict(
        IReadOnlyDictionary<TaskKind, Tensor> features,
        Tensor? validPixels,
        IReadOnlyDictionary<(TaskKind Target, TaskKind Source), ContextWeights> weights)
        => Predict(features, validPixels, (own, maps) => Relations.call(own, maps, weights));

    /// <summary>The mean over all pairs of the entropy of softmax(α), in nats, with gradient.</summary>
    public Tensor MeanEntropy()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor[] entropies = [.. Pairs.Values.Select(pair => pair.Entropy())];
        return stack(entropies, 0).mean().MoveToOuterDisposeScope();
    }

    /// <summary>Reads the preferred context of every pair.</summary>
    /// <param name="step">The step that the search has reached, for the genotype's file.</param>
    public Genotype Genotype(int step)
    {
        TaskKind[] order = [.. Tasks.Select(task => task.Kind)];
        ContextType[,] cells = new ContextType[order.Length, order.Length];
        for (int target = 0; target < order.Length; target++)
        {
            for (int source = 0; source < order.Length; source++)
            {
                cells[target, source] = Pairs[(order[target], order[source])].Choice;
            }
        }

        return new Genotype(order, cells, step);
    }

    private Dictionary<(TaskKind Target, TaskKind Source), ContextWeights> Weights() => Pairs.ToDictionary(
        pair => pair.Key,
        pair => !training || pair.Value.TryFreeze()
            ? pair.Value.Decided()
            : pair.Value.Sample(_noise.Draw((int)pair.Value.Preference.shape[0]), Temperature));
}
