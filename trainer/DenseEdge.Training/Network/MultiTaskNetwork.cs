using System.Diagnostics;
using System.Globalization;
using DenseEdge.Contracts;
using DenseEdge.Training.Backbones;
using DenseEdge.Training.Encoders;
using DenseEdge.Training.Heads;
using DenseEdge.Training.Necks;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DenseEdge.Training.Network;

/// <summary>The whole network: backbone, fusion of its levels, and a head with one prediction per task.</summary>
/// <remarks>
/// Bruggemann et al., "Exploring Relational Context for Multi-Task Dense Prediction", ICCV 2021, with the paper's HRNet
/// backbones or others, and the networks that the paper compares with. Parameters are named as in the authors'
/// implementation; the parts of a split encoder are backbone (shared), branches.N.backbone and branches.N.neck.
/// </remarks>
public sealed class MultiTaskNetwork : Module<Tensor, NetworkOutput>
{
    private const int PaperFeatureDivisor = 4;
    private const int PaperContextDivisor = 2;

    [ComponentName(Name = "backbone")]
    private readonly Backbone _backbone;

    [ComponentName(Name = "neck")]
    private readonly Neck? _neck;

    [ComponentName(Name = "branches")]
    private readonly ModuleList<EncoderBranch>? _branches;

    [ComponentName(Name = "stitches")]
    private readonly ModuleDict<StageStitch>? _stitches;

    [ComponentName(Name = "head")]
    private readonly DenseHead _head;

    [ComponentName(Name = "normal_centroids")]
    private readonly Tensor? _normalCentroids;

    private MultiTaskNetwork(NetworkOptions options)
        : base(nameof(MultiTaskNetwork))
    {
        Options = options;
        Encoder = MakeEncoder(options);
        _backbone = Encoder.Trunk;
        _neck = Encoder.Neck;
        _branches = Encoder.Branches.Count == 0 ? null : ModuleList(Encoder.Branches.ToArray());
        _stitches = Encoder.Stitches.Count == 0 ? null : ModuleDict(Encoder.Stitches
            .Select(stitch => (stitch.Key.ToString(CultureInfo.InvariantCulture), stitch.Value)).ToArray());
        _head = MakeHead(options, Encoder.OutChannels);
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

    /// <summary>The way from images to the features that the head reads.</summary>
    internal Encoder Encoder { get; }

    /// <summary>The backbone, or the shared stages of a split one.</summary>
    internal Backbone Backbone => _backbone;

    /// <summary>The fusion of the backbone's levels; null for a split encoder, whose branches have one each.</summary>
    internal Neck? Neck => _neck;

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
        IReadOnlyDictionary<TaskKind, Tensor> features = Encoder.Encode(input);
        HeadOutput head = _head.Predict(features, null);
        foreach (Tensor fused in features.Values)
        {
            fused.Dispose();
        }

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
    /// <param name="path">
    /// A safetensors file or a checkpoint of PyTorch with the names of torchvision (MobileNet, ResNet) or of the authors
    /// (HRNet).
    /// </param>
    /// <param name="calibrationImages">
    /// Training images, [N, 3, H, W] float, RGB, 0 to 255: MobileNetV2's file has no batch normalisation, and these decide
    /// the statistics it is put back with. The others do not need them.
    /// </param>
    /// <exception cref="InvalidDataException">The file is not such a file; the message lists missing and unexpected names.</exception>
    public void LoadBackbone(string path, Tensor? calibrationImages = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        Encoder.LoadBackbone(path, calibrationImages);
    }

    /// <summary>
    /// Keeps the first levels of the backbone as they are, normalisation statistics included. Call it after every
    /// <c>train()</c>, which would let the statistics move again. Saves the gradients of the largest feature maps.
    /// </summary>
    /// <param name="levels">How many of the four levels, 0 to 4.</param>
    public void FreezeBackbone(int levels) => Encoder.FreezeBackbone(levels);

    /// <summary>Tells whether a parameter belongs to the backbone, shared or not.</summary>
    /// <param name="name">Its name, as <c>named_parameters</c> gives it.</param>
    internal static bool IsBackboneParameter(string name)
        => name.StartsWith("backbone.", StringComparison.Ordinal)
            || (name.StartsWith("branches.", StringComparison.Ordinal) && name.Contains(".backbone.", StringComparison.Ordinal));

    /// <summary>Makes the way from images to features with random parameters.</summary>
    internal static Encoder MakeEncoder(NetworkOptions options)
    {
        TaskKind[] tasks = [.. options.Tasks.Select(task => task.Kind)];
        Dictionary<int, StageStitch> stitches = [];
        if (options.Split is not { } split)
        {
            Backbone whole = MakeBackbone(options, StageRange.All);
            return new Encoder(tasks, whole, MakeNeck(options, whole), [], stitches);
        }

        Backbone trunk = MakeBackbone(options, StageRange.UpTo(split.AfterStage));
        List<EncoderBranch> branches = [];
        foreach (IReadOnlyList<TaskKind> group in split.Groups)
        {
            Backbone later = MakeBackbone(options, StageRange.After(split.AfterStage));
            branches.Add(new EncoderBranch(group, later, MakeNeck(options, later)));
        }

        if (options.Refinement == RefinementKind.CrossStitch && branches.Count > 1)
        {
            foreach (int stage in branches[0].Backbone.Stages.Stages)
            {
                int first = trunk.RewritesMaps ? 0 : stage - 1;
                int[] channels = [.. trunk.ChannelsAfter(stage).Skip(first)];
                stitches.Add(stage, new StageStitch(branches.Count, first, channels));
            }
        }

        return new Encoder(tasks, trunk, null, branches, stitches);
    }

    /// <summary>Makes stages of a backbone with random parameters.</summary>
    internal static Backbone MakeBackbone(NetworkOptions options, StageRange stages) => options.Backbone switch
    {
        BackboneKind.MobileNetV2 => new MobileNetV2(stages),
        BackboneKind.HrNetW18Small => new HrNet(HrNetShape.W18Small, stages),
        BackboneKind.HrNetW48 => new HrNet(HrNetShape.W48, stages),
        BackboneKind.ResNet50 => new ResNet50(options.OutputStride, stages),
        BackboneKind.MobileNetV3Large => new MobileNetV3Large(stages),
        _ => throw new UnreachableException($"Unknown backbone {options.Backbone}."),
    };

    private static Neck MakeNeck(NetworkOptions options, Backbone backbone) => options.Neck switch
    {
        NeckKind.MultiLevel when options.NeckChannels > 0 => new LevelProjection(backbone.LevelChannels, options.NeckChannels),
        NeckKind.MultiLevel => new LevelConcat(backbone.LevelChannels),
        NeckKind.Aspp => new AtrousPyramid(backbone.LevelChannels, backbone.LevelStrides[^1], options.NeckChannels),
        _ => throw new UnreachableException($"Unknown neck {options.Neck}."),
    };

    /// <summary>The channels of the tasks' features and of their contexts: the options', or the paper's.</summary>
    internal static (int Task, int Context) HeadChannels(NetworkOptions options, int inChannels)
    {
        int taskChannels = options.TaskChannels > 0 ? options.TaskChannels : inChannels / PaperFeatureDivisor;
        return (taskChannels, options.ContextChannels > 0 ? options.ContextChannels : taskChannels / PaperContextDivisor);
    }

    private static DenseHead MakeHead(NetworkOptions options, int inChannels)
    {
        (int taskChannels, int contextChannels) = HeadChannels(options, inChannels);
        return options.Refinement switch
        {
            RefinementKind.None => new FcnHead(options.Tasks, inChannels, taskChannels),
            RefinementKind.Atrc =>
                new RelationalContextHead(options.Tasks, options.Genotype!, inChannels, taskChannels, contextChannels),
            RefinementKind.PadNet => new PadNetHead(options.Tasks, inChannels, taskChannels),
            RefinementKind.CrossStitch => new CrossStitchHead(options.Tasks, inChannels, taskChannels),
            _ => throw new UnreachableException($"Unknown refinement {options.Refinement}."),
        };
    }
}
