using System.Diagnostics;
using DenseEdge.Contracts;
using DenseEdge.Training.Backbones;
using DenseEdge.Training.Heads;
using DenseEdge.Training.Necks;
using DenseEdge.Training.Weights;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DenseEdge.Training.Network;

/// <summary>The whole network: backbone, fusion of its levels, and a head with one prediction per task.</summary>
/// <remarks>
/// Bruggemann et al., "Exploring Relational Context for Multi-Task Dense Prediction", ICCV 2021, with the paper's HRNet
/// backbone or with MobileNetV2. Parameters are named as in the authors' implementation.
/// </remarks>
public sealed class MultiTaskNetwork : Module<Tensor, NetworkOutput>
{
    private const int PaperFeatureDivisor = 4;
    private const int PaperContextDivisor = 2;

    [ComponentName(Name = "backbone")]
    private readonly Backbone _backbone;

    [ComponentName(Name = "neck")]
    private readonly Neck _neck;

    [ComponentName(Name = "head")]
    private readonly DenseHead _head;

    [ComponentName(Name = "normal_centroids")]
    private readonly Tensor? _normalCentroids;

    private MultiTaskNetwork(NetworkOptions options)
        : base(nameof(MultiTaskNetwork))
    {
        Options = options;
        _backbone = MakeBackbone(options.Backbone);
        _neck = options.NeckChannels > 0
            ? new LevelProjection(_backbone.LevelChannels, options.NeckChannels)
            : new LevelConcat(_backbone.LevelChannels);
        _head = MakeHead(options, _neck.OutChannels);
        if (_head is RelationalContextHead relational
            && relational.AuxiliaryLogits.ContainsKey(TaskKind.SurfaceNormals))
        {
            _normalCentroids = zeros([TaskOutputs.AuxiliaryBins, 3]);
            _normalCentroids.DetachFromDisposeScope();
        }

        RegisterComponents();
    }

    /// <summary>The options that the network was made with.</summary>
    public NetworkOptions Options { get; }

    /// <summary>
    /// The 40 unit directions that the auxiliary prediction of surface normals tells apart, [40, 3]; a buffer, saved with the
    /// parameters. All zero until <see cref="SetNormalCentroids"/>; null if the network has no such prediction.
    /// </summary>
    public Tensor? NormalCentroids => _normalCentroids is null ? null : get_buffer("normal_centroids");

    /// <summary>The backbone.</summary>
    internal Backbone Backbone => _backbone;

    /// <summary>The fusion of the backbone's levels.</summary>
    internal Neck Neck => _neck;

    /// <summary>The head.</summary>
    internal DenseHead Head => _head;

    /// <summary>Makes a network with random parameters.</summary>
    /// <param name="options">The shape of the network.</param>
    /// <param name="seed">Equal seeds give equal parameters. Seeds torch's random numbers as well.</param>
    /// <exception cref="ArgumentException">The options are wrong; the message lists every fault.</exception>
    public static MultiTaskNetwork Create(NetworkOptions options, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validated();
        manual_seed(seed);
        using DisposeScope scope = NewDisposeScope();
        return new MultiTaskNetwork(options);
    }

    /// <summary>Computes the predictions; gradients flow where torch records them.</summary>
    /// <param name="input">Images, [N, 3, H, W] float, RGB, 0 to 255, sides at least 32.</param>
    /// <exception cref="ArgumentException">The tensor has another shape.</exception>
    public override NetworkOutput forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.dim() != 4 || input.shape[1] != 3)
        {
            throw new ArgumentException(
                $"Expected images of shape [N, 3, H, W], got [{string.Join(", ", input.shape)}].", nameof(input));
        }

        using DisposeScope scope = NewDisposeScope();
        Tensor features = Fuse(input);
        HeadOutput head = _head.call(features);
        features.Dispose();
        return new NetworkOutput(head, input.shape[2], input.shape[3]).MoveToOuterDisposeScope();
    }

    /// <summary>Computes the predictions without recording gradients; otherwise as <see cref="forward"/>.</summary>
    /// <param name="image">Images, [N, 3, H, W] float, RGB, 0 to 255, sides at least 32.</param>
    /// <exception cref="ArgumentException">The tensor has another shape.</exception>
    public NetworkOutput Predict(Tensor image)
    {
        using IDisposable withoutGradients = no_grad();
        return forward(image);
    }

    /// <summary>Replaces the directions of the auxiliary prediction of surface normals.</summary>
    /// <param name="centroids">40 unit vectors, x, y, z each, such as from spherical k-means of the training normals.</param>
    /// <exception cref="ArgumentException">There are not 120 numbers.</exception>
    /// <exception cref="InvalidOperationException">The network has no auxiliary prediction of surface normals.</exception>
    public void SetNormalCentroids(float[] centroids)
    {
        ArgumentNullException.ThrowIfNull(centroids);
        Tensor buffer = NormalCentroids
            ?? throw new InvalidOperationException("The network has no auxiliary prediction of surface normals.");
        if (centroids.Length != TaskOutputs.AuxiliaryBins * 3)
        {
            throw new ArgumentException(
                $"Expected {TaskOutputs.AuxiliaryBins} x 3 numbers, got {centroids.Length}.", nameof(centroids));
        }

        using DisposeScope scope = NewDisposeScope();
        using IDisposable withoutGradients = no_grad();
        buffer.copy_(tensor(centroids).reshape(TaskOutputs.AuxiliaryBins, 3));
    }

    /// <summary>Loads published weights into the backbone.</summary>
    /// <param name="path">A safetensors file with the names of torchvision (MobileNetV2) or of the authors (HRNet).</param>
    /// <param name="calibrationImages">
    /// Training images, [N, 3, H, W] float, RGB, 0 to 255: MobileNetV2's file has no batch normalisation, and these decide
    /// the statistics it is put back with. HRNet does not need them.
    /// </param>
    /// <exception cref="InvalidDataException">The file is not such a file; the message lists missing and unexpected names.</exception>
    public void LoadBackbone(string path, Tensor? calibrationImages = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        switch (_backbone)
        {
            case MobileNetV2 mobileNet:
                ArgumentNullException.ThrowIfNull(calibrationImages);
                MobileNetV2Weights.Load(mobileNet, path, calibrationImages);
                break;
            case HrNet hrNet:
                HrNetWeights.Load(hrNet, path);
                break;
        }
    }

    /// <summary>
    /// Keeps the first levels of the backbone as they are, normalisation statistics included. Call it after every
    /// <c>train()</c>, which would let the statistics move again. Saves the gradients of the largest feature maps.
    /// </summary>
    /// <param name="levels">How many of the four levels, 0 to 4.</param>
    public void FreezeBackbone(int levels)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(levels);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(levels, 4);
        foreach (nn.Module module in _backbone.ModulesUpTo(levels))
        {
            module.eval();
            foreach (Parameter parameter in module.parameters())
            {
                parameter.requires_grad = false;
            }
        }
    }

    private Tensor Fuse(Tensor image)
    {
        using DisposeScope scope = NewDisposeScope();
        return _neck.call(_backbone.call(image)).MoveToOuterDisposeScope();
    }

    private static Backbone MakeBackbone(BackboneKind kind) => kind switch
    {
        BackboneKind.MobileNetV2 => new MobileNetV2(),
        BackboneKind.HrNetW18Small => new HrNet(HrNetShape.W18Small),
        BackboneKind.HrNetW48 => new HrNet(HrNetShape.W48),
        _ => throw new UnreachableException($"Unknown backbone {kind}."),
    };

    private static DenseHead MakeHead(NetworkOptions options, int inChannels)
    {
        int taskChannels = options.TaskChannels > 0 ? options.TaskChannels : inChannels / PaperFeatureDivisor;
        int contextChannels = options.ContextChannels > 0 ? options.ContextChannels : taskChannels / PaperContextDivisor;
        return options.Refinement == RefinementKind.None
            ? new FcnHead(options.Tasks, inChannels, taskChannels)
            : new RelationalContextHead(options.Tasks, options.Genotype!, inChannels, taskChannels, contextChannels);
    }
}
