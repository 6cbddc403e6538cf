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
    private const string CentroidsName = "normal_centroids";

    [ComponentName(Name = "backbone")]
    private readonly Backbone _backbone;

    [ComponentName(Name = "neck")]
    private readonly Neck _neck;

    [ComponentName(Name = "head")]
    private readonly SupernetHead _head;

    [ComponentName(Name = CentroidsName)]
    private readonly Tensor? _normalCentroids;

    private Supernet(NetworkOptions options, int seed)
        : base(nameof(Supernet))
    {
        Options = options;
        Encoder = MultiTaskNetwork.MakeEncoder(options);
        _backbone = Encoder.Trunk;
        _neck = Encoder.Neck!;
        (int task, int context) = MultiTaskNetwork.HeadChannels(options, Encoder.OutChannels);
        _head = new SupernetHead(options.Tasks, Encoder.OutChannels, task, context, seed);
        if (options.Tasks.Any(spec => spec.Kind == TaskKind.SurfaceNormals))
        {
            _normalCentroids = zeros([TaskOutputs.AuxiliaryBins, 3]);
            _normalCentroids.DetachFromDisposeScope();
        }

        RegisterComponents();
    }

    /// <summary>The options that the supernet was made with.</summary>
    public NetworkOptions Options { get; }

    /// <summary>The way from images to the features that the head reads.</summary>
    public Encoder Encoder { get; }

    /// <summary>The directions that the auxiliary prediction of surface normals tells apart, [40, 3]; a buffer, all zero until
    /// <see cref="SetNormalCentroids"/>; null without that task.</summary>
    public Tensor? NormalCentroids => _normalCentroids is null ? null : get_buffer(CentroidsName);

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

    /// <summary>Replaces the directions of the auxiliary prediction of surface normals.</summary>
    /// <param name="centroids">40 unit vectors, x, y, z each.</param>
    public void SetNormalCentroids(float[] centroids)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable withoutGradients = no_grad();
        NormalCentroids!.copy_(tensor(centroids).reshape(TaskOutputs.AuxiliaryBins, 3));
    }

    /// <summary>Keeps only some contexts in the search, in every pair; <see cref="ContextType.None"/> always stays.</summary>
    /// <param name="contexts">The contexts that may be chosen.</param>
    public void Restrict(IReadOnlyCollection<ContextType> contexts)
    {
        foreach (ContextMixture pair in _head.Pairs.Values)
        {
            pair.Restrict(contexts);
        }
    }

    private NetworkOutput Compute(Tensor input, Func<IReadOnlyDictionary<TaskKind, Tensor>, HeadOutput> predict)
    {
        using DisposeScope scope = NewDisposeScope();
        IReadOnlyDictionary<TaskKind, Tensor> features = Encoder.Encode(input);
        HeadOutput head = predict(features);
        features.Values.First().Dispose();
        return new NetworkOutput(head, input.shape[2], input.shape[3]).MoveToOuterDisposeScope();
    }
}
