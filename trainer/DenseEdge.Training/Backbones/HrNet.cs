using System.Globalization;
using DenseEdge.Training.Network;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DenseEdge.Training.Backbones;

/// <summary>
/// HRNetV2p: a network that keeps a fine branch from start to end and adds coarser ones.
/// </summary>
/// <remarks>
/// Sun et al., "Deep High-Resolution Representation Learning for Human Pose Estimation", CVPR 2019, in the variant that the
/// reference implementation of ATRC (ICCV 2021) uses. Parameter names are those of the published ImageNet weights.
/// </remarks>
internal sealed class HrNet : Backbone
{
    private const int StemChannels = 64;
    private static readonly float[] ImageNetMean = [0.485f, 0.456f, 0.406f];
    private static readonly float[] ImageNetDeviation = [0.229f, 0.224f, 0.225f];

    [ComponentName(Name = "conv1")]
    private readonly Conv2d _conv1;

    [ComponentName(Name = "bn1")]
    private readonly BatchNorm2d _bn1;

    [ComponentName(Name = "conv2")]
    private readonly Conv2d _conv2;

    [ComponentName(Name = "bn2")]
    private readonly BatchNorm2d _bn2;

    [ComponentName(Name = "layer1")]
    private readonly Sequential _layer1;

    [ComponentName(Name = "transition1")]
    private readonly ModuleDict<Module<Tensor, Tensor>> _transition1;

    [ComponentName(Name = "stage2")]
    private readonly ModuleList<HrModule> _stage2;

    [ComponentName(Name = "transition2")]
    private readonly ModuleDict<Module<Tensor, Tensor>> _transition2;

    [ComponentName(Name = "stage3")]
    private readonly ModuleList<HrModule> _stage3;

    [ComponentName(Name = "transition3")]
    private readonly ModuleDict<Module<Tensor, Tensor>> _transition3;

    [ComponentName(Name = "stage4")]
    private readonly ModuleList<HrModule> _stage4;

    /// <summary>Makes the network with PyTorch's default initialisation.</summary>
    /// <param name="shape">The variant.</param>
    public HrNet(HrNetShape shape)
        : base(nameof(HrNet))
    {
        const int Layer1Channels = StemChannels * BottleneckBlock.Expansion;
        Shape = shape;
        _conv1 = Layers.Conv(3, StemChannels, 3, 2, 1);
        _bn1 = Layers.Norm(StemChannels);
        _conv2 = Layers.Conv(StemChannels, StemChannels, 3, 2, 1);
        _bn2 = Layers.Norm(StemChannels);
        _layer1 = Sequential(Enumerable.Range(0, shape.BottleneckBlocks)
            .Select(block => (Module<Tensor, Tensor>)new BottleneckBlock(
                block == 0 ? StemChannels : Layer1Channels, StemChannels))
            .ToArray());
        _transition1 = ModuleDict(
            ("0", (Module<Tensor, Tensor>)new ConvNorm(Layer1Channels, shape.Channels[0], 3, 1, rectifies: true)),
            ("1", Sequential(new ConvNorm(Layer1Channels, shape.Channels[1], 3, 2, rectifies: true))));
        _stage2 = MakeStage(shape, branches: 2);
        _transition2 = MakeTransition(shape, branch: 2);
        _stage3 = MakeStage(shape, branches: 3);
        _transition3 = MakeTransition(shape, branch: 3);
        _stage4 = MakeStage(shape, branches: 4);
        RegisterComponents();
    }

    /// <summary>The variant.</summary>
    public HrNetShape Shape { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<int> LevelChannels => Shape.Channels;

    /// <inheritdoc/>
    public override IReadOnlyList<float> InputScale { get; } = [.. ImageNetDeviation.Select(deviation => 1 / (255 * deviation))];

    /// <inheritdoc/>
    public override IReadOnlyList<float> InputOffset { get; } =
        [.. ImageNetMean.Zip(ImageNetDeviation, (mean, deviation) => -mean / deviation)];

    /// <summary>The two strided convolutions at the start, each followed by a rectifier.</summary>
    public IReadOnlyList<(Conv2d Conv, BatchNorm2d Norm)> Stem => [(_conv1, _bn1), (_conv2, _bn2)];

    /// <summary>The bottleneck blocks of the first stage.</summary>
    public Sequential FirstStage => _layer1;

    /// <summary>Stages 2 to 4, each with the transition before it: new branches by number.</summary>
    public IReadOnlyList<(ModuleDict<Module<Tensor, Tensor>> Transition, ModuleList<HrModule> Modules)> Stages
        => [(_transition1, _stage2), (_transition2, _stage3), (_transition3, _stage4)];

    /// <inheritdoc/>
    /// <remarks>The branches exchange features, so that no level but the stem before them is complete on its own.</remarks>
    public override IEnumerable<nn.Module> ModulesUpTo(int levels)
        => levels == 0 ? [] : [_conv1, _bn1, _conv2, _bn2, _layer1];

    /// <inheritdoc/>
    public override Tensor[] Extract(Tensor normalized)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor features = _bn1.call(_conv1.call(normalized)).relu_();       // [N, 64, H/2, W/2]
        features = _bn2.call(_conv2.call(features)).relu_();                // [N, 64, H/4, W/4]
        features = _layer1.call(features);                                  // [N, 256, H/4, W/4]
        Tensor[] branches = [_transition1["0"].call(features), _transition1["1"].call(features)];
        branches = Run(_stage2, branches);
        branches = Run(_stage3, [.. branches, _transition2["2"].call(branches[^1])]);
        branches = Run(_stage4, [.. branches, _transition3["3"].call(branches[^1])]);
        foreach (Tensor level in branches)
        {
            level.MoveToOuterDisposeScope();
        }

        return branches;
    }

    private static Tensor[] Run(ModuleList<HrModule> stage, Tensor[] branches)
    {
        foreach (HrModule module in stage)
        {
            branches = module.call(branches);
        }

        return branches;
    }

    private static ModuleList<HrModule> MakeStage(HrNetShape shape, int branches)
        => ModuleList(Enumerable.Range(0, shape.Modules[branches - 2])
            .Select(_ => new HrModule([.. shape.Channels.Take(branches)], shape.BasicBlocks)).ToArray());

    private static ModuleDict<Module<Tensor, Tensor>> MakeTransition(HrNetShape shape, int branch) => ModuleDict(
        (branch.ToString(CultureInfo.InvariantCulture),
            (Module<Tensor, Tensor>)Sequential(
                new ConvNorm(shape.Channels[branch - 1], shape.Channels[branch], 3, 2, rectifies: true))));
}
