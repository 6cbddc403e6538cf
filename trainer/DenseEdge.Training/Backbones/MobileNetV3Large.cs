using System.Globalization;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DenseEdge.Training.Backbones;

/// <summary>MobileNetV3-Large of width 1.0 without its last convolution and its classifier.</summary>
/// <remarks>
/// Howard et al., "Searching for MobileNetV3", ICCV 2019, table 1. The levels are the outputs of the last block before each
/// change of stride: 24, 40, 112 and 160 channels at strides 4, 8, 16 and 32. The 960 channels of torchvision's features.16
/// are left out: they exist for the classifier. Names, padding and normalisation are torchvision's.
/// </remarks>
internal sealed class MobileNetV3Large : Backbone
{
    private const int StemChannels = 16;
    private static readonly int[] Channels = [24, 40, 112, 160];

    /// <summary>The last blocks at strides 4, 8, 16 and 32.</summary>
    private static readonly int[] LevelBlocks = [3, 6, 12, 15];

    private static readonly MobileNetV3BlockShape[] Table =
    [
        new(3, 16, 16, false, Activation.Relu, 1),
        new(3, 64, 24, false, Activation.Relu, 2),
        new(3, 72, 24, false, Activation.Relu, 1),
        new(5, 72, 40, true, Activation.Relu, 2),
        new(5, 120, 40, true, Activation.Relu, 1),
        new(5, 120, 40, true, Activation.Relu, 1),
        new(3, 240, 80, false, Activation.HardSwish, 2),
        new(3, 200, 80, false, Activation.HardSwish, 1),
        new(3, 184, 80, false, Activation.HardSwish, 1),
        new(3, 184, 80, false, Activation.HardSwish, 1),
        new(3, 480, 112, true, Activation.HardSwish, 1),
        new(3, 672, 112, true, Activation.HardSwish, 1),
        new(5, 672, 160, true, Activation.HardSwish, 2),
        new(5, 960, 160, true, Activation.HardSwish, 1),
        new(5, 960, 160, true, Activation.HardSwish, 1),
    ];

    [ComponentName(Name = "features")]
    private readonly ModuleDict<Module<Tensor, Tensor>> _features;

    private readonly Dictionary<int, MobileNetV3Block> _blocks = [];

    /// <summary>Makes the network with PyTorch's default initialisation.</summary>
    /// <param name="stages">The stages to make; null for all.</param>
    public MobileNetV3Large(StageRange? stages = null)
        : base(nameof(MobileNetV3Large), stages ?? StageRange.All)
    {
        List<(string, Module<Tensor, Tensor>)> features = [];
        if (Stages.Includes(1))
        {
            features.Add(("0", new ActivatedConv(3, StemChannels, 3, 2, 1, Activation.HardSwish)));
        }

        int inChannels = StemChannels;
        for (int number = 1; number <= Table.Length; number++)
        {
            MobileNetV3BlockShape shape = Table[number - 1];
            if (Stages.Includes(StageOf(number)))
            {
                MobileNetV3Block block = new(inChannels, shape);
                _blocks.Add(number, block);
                features.Add((number.ToString(CultureInfo.InvariantCulture), block));
            }

            inChannels = shape.Channels;
        }

        _features = ModuleDict(features.ToArray());
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override IReadOnlyList<int> LevelChannels => Channels;

    /// <inheritdoc/>
    public override IReadOnlyList<float> InputScale => ImageNetPixels.Scale;

    /// <inheritdoc/>
    public override IReadOnlyList<float> InputOffset => ImageNetPixels.Offset;

    /// <summary>The first convolution (features.0), stride 2. Only with stage 1.</summary>
    public ActivatedConv Stem => (ActivatedConv)_features["0"];

    /// <summary>Gets the blocks of a stage in order, with their numbers: features.1 to features.15.</summary>
    /// <param name="stage">A stage that this module holds.</param>
    public IEnumerable<(int Number, MobileNetV3Block Block)> BlocksOf(int stage)
        => _blocks.Where(block => StageOf(block.Key) == stage).Select(block => (block.Key, block.Value));

    /// <inheritdoc/>
    public override IEnumerable<nn.Module> ModulesUpTo(int levels) => levels == 0
        ? []
        : _features.Where(feature => StageOf(int.Parse(feature.Item1, CultureInfo.InvariantCulture)) <= levels)
            .Select(feature => feature.Item2);

    /// <inheritdoc/>
    public override Tensor[] Run(int stage, Tensor[] maps)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor features = stage == 1 ? Stem.call(maps[0]) : maps[^1];
        foreach ((_, MobileNetV3Block block) in BlocksOf(stage))
        {
            features = block.call(features);
        }

        features.MoveToOuterDisposeScope();
        return stage == 1 ? [features] : [.. maps, features];
    }

    /// <summary>The stage that ends with the first level at or after a feature.</summary>
    private static int StageOf(int feature) => 1 + LevelBlocks.Count(last => last < feature);
}
