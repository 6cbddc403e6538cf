using System.Globalization;
using DenseEdge.Training.Network;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DenseEdge.Training.Backbones;

/// <summary>MobileNetV2 of width 1.0 without its classifier.</summary>
/// <remarks>
/// Sandler et al., "MobileNetV2: Inverted Residuals and Linear Bottlenecks", CVPR 2018, table 2. The levels are the outputs
/// of the last block before each change of stride. Padding is TensorFlow's SAME, which the published weights were trained
/// with. Convolutions are named as in torchvision.
/// </remarks>
internal sealed class MobileNetV2 : Backbone
{
    private const int StemChannels = 32;
    private static readonly int[] Channels = [24, 32, 96, 320];

    /// <summary>The last blocks at strides 4, 8, 16 and 32.</summary>
    private static readonly int[] LevelBlocks = [3, 6, 13, 17];

    private static readonly (int Expansion, int Channels, int Repeats, int Stride)[] Groups =
        [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)];

    [ComponentName(Name = "features")]
    private readonly ModuleDict<Module<Tensor, Tensor>> _features;

    private readonly Dictionary<int, InvertedResidual> _blocks = [];
    private readonly ConvUnit? _stem;

    /// <summary>Makes the network with PyTorch's default initialisation.</summary>
    /// <param name="stages">The stages to make; null for all.</param>
    public MobileNetV2(StageRange? stages = null)
        : base(nameof(MobileNetV2), stages ?? StageRange.All)
    {
        List<(string, Module<Tensor, Tensor>)> features = [];
        if (Stages.Includes(1))
        {
            _stem = new ConvUnit(
                Layers.Conv(3, StemChannels, 3, 2, 1), Layers.Norm(StemChannels), 2, 1, Activates: true);
            features.Add(("0", Sequential(_stem.Conv, _stem.Norm)));
        }

        int inChannels = StemChannels;
        int number = 0;
        foreach ((int expansion, int channels, int repeats, int stride) in Groups)
        {
            for (int repeat = 0; repeat < repeats; repeat++)
            {
                number++;
                if (Stages.Includes(StageOf(number)))
                {
                    InvertedResidual block = new(inChannels, channels, repeat == 0 ? stride : 1, expansion);
                    _blocks.Add(number, block);
                    features.Add((number.ToString(CultureInfo.InvariantCulture), block));
                }

                inChannels = channels;
            }
        }

        _features = ModuleDict(features.ToArray());
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override IReadOnlyList<int> LevelChannels => Channels;

    /// <inheritdoc/>
    public override IReadOnlyList<float> InputScale { get; } = [1 / 127.5f, 1 / 127.5f, 1 / 127.5f];

    /// <inheritdoc/>
    public override IReadOnlyList<float> InputOffset { get; } = [-1f, -1f, -1f];

    /// <summary>The first convolution (features.0), stride 2. Only with stage 1.</summary>
    public ConvUnit Stem => _stem!;

    /// <summary>Gets the blocks of a stage in order, with their numbers: features.1 to features.17.</summary>
    /// <param name="stage">A stage that this module holds.</param>
    public IEnumerable<(int Number, InvertedResidual Block)> BlocksOf(int stage)
        => _blocks.Where(block => StageOf(block.Key) == stage).Select(block => (block.Key, block.Value));

    /// <summary>Every convolution in the order of computation, with the prefix of its parameters' names.</summary>
    public IEnumerable<(string ConvName, ConvUnit Unit)> NamedUnits()
    {
        if (_stem is not null)
        {
            yield return ("features.0.0", _stem);
        }

        foreach ((int number, InvertedResidual block) in _blocks)
        {
            IReadOnlyList<ConvUnit> units = block.Units;
            for (int unit = 0; unit < units.Count; unit++)
            {
                string suffix = unit == units.Count - 1 ? "" : ".0";
                yield return ($"features.{number}.conv.{unit}{suffix}", units[unit]);
            }
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<nn.Module> ModulesUpTo(int levels) => levels == 0
        ? []
        : _features.Where(feature => StageOf(int.Parse(feature.Item1, CultureInfo.InvariantCulture)) <= levels)
            .Select(feature => feature.Item2);

    /// <inheritdoc/>
    public override Tensor[] Run(int stage, Tensor[] maps)
        => Run(stage, maps, static (unit, input) => unit.Apply(input));

    /// <summary>Computes one stage with another function for each convolution.</summary>
    /// <param name="stage">A stage that this module holds, 1 to 4.</param>
    /// <param name="maps">As in <see cref="Run(int, Tensor[])"/>.</param>
    /// <param name="step">Computes one unit.</param>
    public Tensor[] Run(int stage, Tensor[] maps, Func<ConvUnit, Tensor, Tensor> step)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor features = stage == 1 ? step(Stem, maps[0]) : maps[^1];
        foreach ((_, InvertedResidual block) in BlocksOf(stage))
        {
            Tensor next = block.Run(features, step);
            if (!ReferenceEquals(features, maps[^1]))
            {
                features.Dispose();
            }

            features = next;
        }

        features.MoveToOuterDisposeScope();
        return stage == 1 ? [features] : [.. maps, features];
    }

    /// <summary>The stage that ends with the first level at or after a feature.</summary>
    private static int StageOf(int feature) => 1 + LevelBlocks.Count(last => last < feature);
}
