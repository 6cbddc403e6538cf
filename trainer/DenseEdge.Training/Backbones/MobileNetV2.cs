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

    private static readonly (int Expansion, int Channels, int Repeats, int Stride)[] Stages =
        [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)];

    [ComponentName(Name = "features")]
    private readonly ModuleList<Module<Tensor, Tensor>> _features;

    /// <summary>Makes the network with PyTorch's default initialisation.</summary>
    public MobileNetV2()
        : base(nameof(MobileNetV2))
    {
        Stem = new ConvUnit(
            Layers.Conv(3, StemChannels, 3, 2, 1), Layers.Norm(StemChannels), 2, 1, Activates: true);
        List<InvertedResidual> blocks = [];
        int inChannels = StemChannels;
        foreach ((int expansion, int channels, int repeats, int stride) in Stages)
        {
            for (int repeat = 0; repeat < repeats; repeat++)
            {
                blocks.Add(new InvertedResidual(inChannels, channels, repeat == 0 ? stride : 1, expansion));
                inChannels = channels;
            }
        }

        Blocks = blocks;
        _features = ModuleList<Module<Tensor, Tensor>>([Sequential(Stem.Conv, Stem.Norm), .. blocks]);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override IReadOnlyList<int> LevelChannels => Channels;

    /// <inheritdoc/>
    public override IReadOnlyList<float> InputScale { get; } = [1 / 127.5f, 1 / 127.5f, 1 / 127.5f];

    /// <inheritdoc/>
    public override IReadOnlyList<float> InputOffset { get; } = [-1f, -1f, -1f];

    /// <summary>The first convolution (features.0), stride 2.</summary>
    public ConvUnit Stem { get; }

    /// <summary>The blocks features.1 to features.17.</summary>
    public IReadOnlyList<InvertedResidual> Blocks { get; }

    /// <summary>Every convolution in the order of computation, with the prefix of its parameters' names.</summary>
    public IEnumerable<(string ConvName, ConvUnit Unit)> NamedUnits()
    {
        yield return ("features.0.0", Stem);
        for (int block = 0; block < Blocks.Count; block++)
        {
            IReadOnlyList<ConvUnit> units = Blocks[block].Units;
            for (int unit = 0; unit < units.Count; unit++)
            {
                string suffix = unit == units.Count - 1 ? "" : ".0";
                yield return ($"features.{block + 1}.conv.{unit}{suffix}", units[unit]);
            }
        }
    }

    /// <summary>Tells whether the output of a block is one of the four levels.</summary>
    /// <param name="block">Index into <see cref="Blocks"/>.</param>
    public static bool IsLevel(int block) => LevelBlocks.Contains(block + 1);

    /// <inheritdoc/>
    public override IEnumerable<nn.Module> ModulesUpTo(int levels)
        => levels == 0 ? [] : _features.Take(LevelBlocks[levels - 1] + 1);

    /// <inheritdoc/>
    public override Tensor[] Extract(Tensor normalized) => Run(normalized, static (unit, input) => unit.Apply(input));

    /// <summary>Computes the levels with another function for each convolution.</summary>
    /// <param name="normalized">[N, 3, H, W].</param>
    /// <param name="step">Computes one unit.</param>
    public Tensor[] Run(Tensor normalized, Func<ConvUnit, Tensor, Tensor> step)
    {
        using DisposeScope scope = NewDisposeScope();
        List<Tensor> levels = [];
        Tensor features = step(Stem, normalized);
        for (int block = 0; block < Blocks.Count; block++)
        {
            Tensor next = Blocks[block].Run(features, step);
            if (block == 0 || !IsLevel(block - 1))
            {
                features.Dispose();
            }

            features = next;
            if (IsLevel(block))
            {
                levels.Add(features);
            }
        }

        foreach (Tensor level in levels)
        {
            level.MoveToOuterDisposeScope();
        }

        return [.. levels];
    }
}
