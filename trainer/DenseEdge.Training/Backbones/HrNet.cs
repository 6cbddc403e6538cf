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
    private const int FirstStageChannels = StemChannels * BottleneckBlock.Expansion;

    [ComponentName(Name = "conv1")]
    private readonly Conv2d? _conv1;

    [ComponentName(Name = "bn1")]
    private readonly BatchNorm2d? _bn1;

    [ComponentName(Name = "conv2")]
    private readonly Conv2d? _conv2;

    [ComponentName(Name = "bn2")]
    private readonly BatchNorm2d? _bn2;

    [ComponentName(Name = "layer1")]
    private readonly Sequential? _layer1;

    [ComponentName(Name = "transition1")]
    private readonly ModuleDict<Module<Tensor, Tensor>>? _transition1;

    [ComponentName(Name = "stage2")]
    private readonly ModuleList<HrModule>? _stage2;

    [ComponentName(Name = "transition2")]
    private readonly ModuleDict<Module<Tensor, Tensor>>? _transition2;

    [ComponentName(Name = "stage3")]
    private readonly ModuleList<HrModule>? _stage3;

    [ComponentName(Name = "transition3")]
    private readonly ModuleDict<Module<Tensor, Tensor>>? _transition3;

    [ComponentName(Name = "stage4")]
    private readonly ModuleList<HrModule>? _stage4;

    /// <summary>Makes the network with PyTorch's default initialisation.</summary>
    /// <param name="shape">The variant.</param>
    /// <param name="stages">The stages to make; null for all.</param>
    public HrNet(HrNetShape shape, StageRange? stages = null)
        : base(nameof(HrNet), stages ?? StageRange.All)
    {
        Shape = shape;
        if (Stages.Includes(1))
        {
            _conv1 = Layers.Conv(3, StemChannels, 3, 2, 1);
            _bn1 = Layers.Norm(StemChannels);
            _conv2 = Layers.Conv(StemChannels, StemChannels, 3, 2, 1);
            _bn2 = Layers.Norm(StemChannels);
            _layer1 = MakeFirstStage(shape.BottleneckBlocks);
        }

        if (Stages.Includes(2))
        {
            _transition1 = ModuleDict(
                ("0", (Module<Tensor, Tensor>)new ConvNorm(FirstStageChannels, shape.Channels[0], 3, 1, rectifies: true)),
                ("1", Sequential(new ConvNorm(FirstStageChannels, shape.Channels[1], 3, 2, rectifies: true))));
            _stage2 = MakeStage(shape, branches: 2);
        }

        if (Stages.Includes(3))
        {
            _transition2 = MakeTransition(shape, branch: 2);
            _stage3 = MakeStage(shape, branches: 3);
        }

        if (Stages.Includes(4))
        {
            _transition3 = MakeTransition(shape, branch: 3);
            _stage4 = MakeStage(shape, branches: 4);
        }

        RegisterComponents();
    }

    /// <summary>The variant.</summary>
    public HrNetShape Shape { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<int> LevelChannels => Shape.Channels;

    /// <inheritdoc/>
    public override bool RewritesMaps => true;

    /// <inheritdoc/>
    public override IEnumerable<int> ChannelsAfter(int stage)
        => stage == 1 ? [FirstStageChannels] : base.ChannelsAfter(stage);

    /// <inheritdoc/>
    public override IReadOnlyList<float> InputScale => ImageNetPixels.Scale;

    /// <inheritdoc/>
    public override IReadOnlyList<float> InputOffset => ImageNetPixels.Offset;

    /// <summary>The two strided convolutions at the start, each followed by a rectifier.</summary>
    public IReadOnlyList<(Conv2d Conv, BatchNorm2d Norm)> Stem => [(_conv1!, _bn1!), (_conv2!, _bn2!)];

    /// <summary>The bottleneck blocks of the first stage.</summary>
    public Sequential FirstStage => _layer1!;

    /// <summary>Gets one of the stages 2 to 4 with the transition before it: new branches by number.</summary>
    /// <param name="stage">A stage that this module holds, 2 to 4.</param>
    public (ModuleDict<Module<Tensor, Tensor>> Transition, ModuleList<HrModule> Modules) Stage(int stage) => stage switch
    {
        2 => (_transition1!, _stage2!),
        3 => (_transition2!, _stage3!),
        4 => (_transition3!, _stage4!),
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, "Expected a stage from 2 to 4."),
    };

    /// <inheritdoc/>
    /// <remarks>The branches exchange features, so that no level but the stem before them is complete on its own.</remarks>
    public override IEnumerable<nn.Module> ModulesUpTo(int levels)
        => levels == 0 || !Stages.Includes(1) ? [] : [_conv1!, _bn1!, _conv2!, _bn2!, _layer1!];

    /// <inheritdoc/>
    public override Tensor[] Run(int stage, Tensor[] maps)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor[] branches = stage == 1 ? [Start(maps[0])] : Fuse(stage, maps);
        foreach (Tensor branch in branches)
        {
            branch.MoveToOuterDisposeScope();
        }

        return branches;
    }

    private Tensor Start(Tensor normalized)
    {
        Tensor features = _bn1!.call(_conv1!.call(normalized)).relu_();     // [N, 64, H/2, W/2]
        features = _bn2!.call(_conv2!.call(features)).relu_();              // [N, 64, H/4, W/4]
        return _layer1!.call(features);                                     // [N, 256, H/4, W/4]
    }

    private Tensor[] Fuse(int stage, Tensor[] maps)
    {
        (ModuleDict<Module<Tensor, Tensor>> transition, ModuleList<HrModule> modules) = Stage(stage);
        Tensor[] branches = stage == 2
            ? [transition["0"].call(maps[0]), transition["1"].call(maps[0])]
            : [.. maps, transition[Key(stage - 1)].call(maps[^1])];
        foreach (HrModule module in modules)
        {
            branches = module.call(branches);
        }

        return branches;
    }

    private static string Key(int branch) => branch.ToString(CultureInfo.InvariantCulture);

    private static Sequential MakeFirstStage(int blocks) => Sequential(Enumerable.Range(0, blocks)
        .Select(block => (Module<Tensor, Tensor>)new BottleneckBlock(
            block == 0 ? StemChannels : FirstStageChannels, StemChannels))
        .ToArray());

    private static ModuleList<HrModule> MakeStage(HrNetShape shape, int branches)
        => ModuleList(Enumerable.Range(0, shape.Modules[branches - 2])
            .Select(_ => new HrModule([.. shape.Channels.Take(branches)], shape.BasicBlocks)).ToArray());

    private static ModuleDict<Module<Tensor, Tensor>> MakeTransition(HrNetShape shape, int branch) => ModuleDict(
        (Key(branch), (Module<Tensor, Tensor>)Sequential(
            new ConvNorm(shape.Channels[branch - 1], shape.Channels[branch], 3, 2, rectifies: true))));
}
