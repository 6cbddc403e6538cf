using DenseEdge.Contracts;
using DenseEdge.Training.Backbones;
using DenseEdge.Training.Encoders;
using DenseEdge.Training.Heads;
using DenseEdge.Training.Necks;
using DenseEdge.Training.Network;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DenseEdge.Training.Search;

/// <summary>The whole network while its genotype is searched for: shared encoder and <see cref="SupernetHead"/>.</summary>
/// <remarks>Bruggemann et al., "Exploring Relational Context for Multi-Task Dense Prediction", ICCV 2021.</remarks>
internal sealed class Supernet : Module<Tensor, NetworkOutput>
{
    [ComponentName(Name = "backbone")]
    private readonly Backbone _backbone;

    [ComponentName(Name = "neck")]
    private readonly Neck _neck;

    [ComponentName(Name = "head")]
    private readonly SupernetHead _head;

    private readonly Encoder _encoder;

    private Supernet(NetworkOptions options, int seed)
        : base(nameof(Supernet))
    {
        Options = options;
        _encoder = MultiTaskNetwork.MakeEncoder(options);
        _backbone = _encoder.Trunk;
        _neck = _encoder.Neck!;
        (int task, int context) = MultiTaskNetwork.HeadChannels(options, _encoder.OutChannels);
        _head = new SupernetHead(options.Tasks, _encoder.OutChannels, task, context, seed);
        RegisterComponents();
    }

    /// <summary>The options that the supernet was made with.</summary>
    public NetworkOptions Options { get; }

    /// <summary>The head, with the preferences of all pairs.</summary>
    public SupernetHead Head => _head;

    /// <summary>The preferences: what the search decides by.</summary>
    public IEnumerable<Parameter> Preferences => _head.Pairs.Values.Select(pair => pair.Preference);

    /// <summary>Everything that is trained but the preferences.</summary>
    public IEnumerable<Parameter> Weights => named_parameters()
        .Where(entry => !entry.name.EndsWith($".{ContextMixture.PreferenceName}", StringComparison.Ordinal))
        .Select(entry => entry.parameter);

    /// <summary>Makes a supernet with random weights and no preferences.</summary>
    /// <param name="options">Backbone, neck, tasks and widths; one shared encoder, refinement none.</param>
    /// <param name="seed">Equal seeds give equal weights and equal noise.</param>
    /// <exception cref="ArgumentException">The options are wrong; the message lists every fault.</exception>
    public static Supernet Create(NetworkOptions options, int seed = 0)
    {
        options.Validated();
        if (options.Split is not null || options.Refinement != RefinementKind.None)
        {
            throw new ArgumentException(
                $"A supernet needs one shared encoder and refinement none, got {(options.Split is null ? "one" : "a split")} "
                + $"encoder and refinement {options.Refinement}.",
                nameof(options));
        }

        manual_seed(seed);
        using DisposeScope scope = NewDisposeScope();
        return new Supernet(options, seed);
    }

    /// <inheritdoc/>
    /// <param name="input">Images, [N, 3, H, W] float, RGB, 0 to 255, sides at least 32.</param>
    public override NetworkOutput forward(Tensor input) => Compute(input, features => _head.Predict(features, null));

    /// <summary>Predicts with given weights of all contexts.</summary>
    /// <param name="input">Images, [N, 3, H, W] float, RGB, 0 to 255, sides at least 32.</param>
    /// <param name="weights">How much each context counts, for every pair.</param>
    public NetworkOutput Compute(
        Tensor input, IReadOnlyDictionary<(TaskKind Target, TaskKind Source), ContextWeights> weights)
        => Compute(input, features => _head.Predict(features, null, weights));

    private NetworkOutput Compute(Tensor input, Func<IReadOnlyDictionary<TaskKind, Tensor>, HeadOutput> predict)
    {
        using DisposeScope scope = NewDisposeScope();
        IReadOnlyDictionary<TaskKind, Tensor> features = _encoder.Encode(input);
        HeadOutput head = predict(features);
        features.Values.First().Dispose();
        return new NetworkOutput(head, input.shape[2], input.shape[3]).MoveToOuterDisposeScope();
    }
}
