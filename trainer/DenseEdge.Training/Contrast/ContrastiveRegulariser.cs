using DenseEdge.Contracts;
using DenseEdge.Training.Heads;
using DenseEdge.Training.Losses;
using DenseEdge.Training.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Contrast;

/// <summary>
/// The contrastive regulariser: for every task the loss of its projected features under the labels of the source drawn for this
/// step, averaged over the tasks. Exists while a network trains, and is no part of it.
/// </summary>
/// <remarks>
/// Yang, Ye and Xu, "Contrastive Multi-Task Dense Prediction", AAAI 2023: projector per pair, random source, triplets by the
/// source's labels. Pairs of pixels lie within one image.
/// </remarks>
internal sealed class ContrastiveRegulariser : IDisposable
{
    private const int PairStream = 0;

    private readonly ContrastOptions _options;
    private readonly TaskKind[] _tasks;
    private readonly int _seed;
    private readonly PixelContrast _contrast;

    /// <summary>Makes the projectors for a network and has its head hand out features while it trains.</summary>
    /// <param name="network">The network.</param>
    /// <param name="options">The regulariser, switched on.</param>
    /// <param name="seed">Seed of the projectors and of all draws.</param>
    /// <exception cref="ArgumentException">The options do not suit the tasks; the message lists every fault.</exception>
    public ContrastiveRegulariser(MultiTaskNetwork network, ContrastOptions options, int seed)
    {
        _tasks = [.. network.Options.Tasks.Select(task => task.Kind)];
        _options = options.Validated(_tasks);
        _seed = seed;
        Projectors = MakeProjectors(network.Head, seed);
        _contrast = options.Mode switch
        {
            ContrastMode.InfoNce or ContrastMode.InfoNceMemory => new InfoNceContrast(options, Projectors),
            ContrastMode.SamePixel => new SamePixelContrast(options),
            _ => new TripletContrast(options),
        };
        network.Head.Tap = options.Tap;
    }

    /// <summary>The projectors.</summary>
    public ProjectorSet Projectors { get; }

    /// <summary>The pairs of the last step that had a loss.</summary>
    public IReadOnlyList<(TaskKind Target, TaskKind Source)> Pairs { get; private set; } = [];

    /// <summary>Computes the regulariser for one batch.</summary>
    /// <param name="output">The network's predictions, made in training mode.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="step">Steps done before this one: the same step draws the same pairs and pixels.</param>
    /// <returns>A scalar; exactly 0, without gradient, if there is nothing to compare.</returns>
    /// <exception cref="InvalidOperationException">The predictions carry no features.</exception>
    public Tensor Compute(NetworkOutput output, LabelBatch labels, int step)
    {
        if (output.Features.Count == 0)
        {
            throw new InvalidOperationException("The predictions carry no features: predict in training mode.");
        }

        using DisposeScope scope = NewDisposeScope();
        long[] size = output.Features[_tasks[0]].shape;
        Dictionary<TaskKind, SourceLabels> shrunken = [];
        foreach (TaskKind task in _tasks)
        {
            if (LabelShrinking.Shrink(task, labels, size[2], size[3]) is { HasAny: true } some)
            {
                shrunken[task] = some;
            }
        }

        ProjectedFeatures features = new(output.Features, Projectors);
        List<(TaskKind Target, TaskKind Source)> pairs = [];
        Tensor? total = null;
        foreach ((TaskKind target, TaskKind source) in SourceDraw.Draw(
            _tasks, _options.Mode, shrunken.ContainsKey, IterationRandom.For(_seed, step, PairStream)))
        {
            Random random = IterationRandom.For(_seed, step, Stream(target, source));
            if (_contrast.Loss(new PairContrast(
                target, source, shrunken[source], random, features, output.FinalLowResolution[source])) is { } loss)
            {
                pairs.Add((target, source));
                total = total is null ? loss : total + loss;
            }
        }

        Pairs = pairs;
        return (total is null ? zeros([]) : total / _tasks.Length).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose() => Projectors.Dispose();

    /// <summary>Projectors must not shift the random numbers of the network's training: a run with contrast drops the same
    /// channels as one without.</summary>
    private ProjectorSet MakeProjectors(DenseHead head, int seed)
    {
        using DisposeScope scope = NewDisposeScope();
        using Generator generator = Generator.Default;
        Tensor before = generator.get_state();
        generator.manual_seed(seed);
        ProjectorSet projectors = new(_tasks, _tasks.ToDictionary(task => task, task => Channels(head, task)), _options);
        generator.set_state(before);
        return projectors;
    }

    private long Channels(DenseHead head, TaskKind task) => _options.Tap == FeatureTap.Refined
        ? head.FinalLogits[task].weight!.shape[1]
        : head.FeatureHeads[task].Conv.weight!.shape[0];

    private static int Stream(TaskKind target, TaskKind source)
        => PairStream + 1 + ((int)target * TaskKinds.All.Count) + (int)source;
}
