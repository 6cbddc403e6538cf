using DenseEdge.Training.Network;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DenseEdge.Training.Backbones;

/// <summary>ResNet-50 without its classifier, dilated so that its coarse levels stay at a stride of 8 or 16.</summary>
/// <remarks>
/// He et al., "Deep Residual Learning for Image Recognition", CVPR 2016, with the stride on the 3x3 convolution. A stage that
/// gives up its stride doubles the dilation of what follows it; its first block still has the dilation of the stage before,
/// as in torchvision, whose parameter names these are.
/// </remarks>
internal sealed class ResNet50 : Backbone
{
    private const int StemChannels = 64;
    private static readonly int[] InnerChannels = [64, 128, 256, 512];
    private static readonly int[] BlockCounts = [3, 4, 6, 3];

    [ComponentName(Name = "conv1")]
    private readonly Conv2d? _conv1;

    [ComponentName(Name = "bn1")]
    private readonly BatchNorm2d? _bn1;

    [ComponentName(Name = "layer1")]
    private readonly ModuleList<BottleneckBlock>? _layer1;

    [ComponentName(Name = "layer2")]
    private readonly ModuleList<BottleneckBlock>? _layer2;

    [ComponentName(Name = "layer3")]
    private readonly ModuleList<BottleneckBlock>? _layer3;

    [ComponentName(Name = "layer4")]
    private readonly ModuleList<BottleneckBlock>? _layer4;

    /// <summary>Makes the network with PyTorch's default initialisation.</summary>
    /// <param name="outputStride">Stride of the last level, 8 or 16.</param>
    /// <param name="stages">The stages to make; null for all.</param>
    public ResNet50(int outputStride, StageRange? stages = null)
        : base(nameof(ResNet50), stages ?? StageRange.All)
    {
        if (Stages.Includes(1))
        {
            _conv1 = Layers.Conv(3, StemChannels, 7, 2, 3);
            _bn1 = Layers.Norm(StemChannels);
        }

        ModuleList<BottleneckBlock>?[] layers = new ModuleList<BottleneckBlock>?[StageRange.Count];
        int[] strides = new int[StageRange.Count];
        (int reached, int dilation, int inChannels) = (4, 1, StemChannels);
        for (int stage = 1; stage <= StageRange.Count; stage++)
        {
            (int stride, int before) = (stage == 1 ? 1 : 2, dilation);
            if (reached * stride > outputStride)
            {
                (stride, dilation) = (1, dilation * stride);
            }

            reached *= stride;
            strides[stage - 1] = reached;
            if (Stages.Includes(stage))
            {
                layers[stage - 1] = MakeLayer(stage, inChannels, stride, before, dilation);
            }

            inChannels = InnerChannels[stage - 1] * BottleneckBlock.Expansion;
        }

        LevelStrides = strides;
        (_layer1, _layer2, _layer3, _layer4) = (layers[0], layers[1], layers[2], layers[3]);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override IReadOnlyList<int> LevelChannels { get; } =
        [.. InnerChannels.Select(channels => channels * BottleneckBlock.Expansion)];

    /// <inheritdoc/>
    public override IReadOnlyList<int> LevelStrides { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<float> InputScale => ImageNetPixels.Scale;

    /// <inheritdoc/>
    public override IReadOnlyList<float> InputOffset => ImageNetPixels.Offset;

    /// <summary>The 7x7 convolution of stride 2 at the start; a rectifier and a 3x3 maximum of stride 2 follow it.</summary>
    public (Conv2d Conv, BatchNorm2d Norm) Stem => (_conv1!, _bn1!);

    /// <summary>Gets the blocks of a stage.</summary>
    /// <param name="stage">A stage that this module holds, 1 to 4.</param>
    public ModuleList<BottleneckBlock> BlocksOf(int stage) => stage switch
    {
        1 => _layer1!,
        2 => _layer2!,
        3 => _layer3!,
        4 => _layer4!,
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, "Expected a stage from 1 to 4."),
    };

    /// <inheritdoc/>
    public override IEnumerable<nn.Module> ModulesUpTo(int levels)
    {
        if (levels > 0 && Stages.Includes(1))
        {
            yield return _conv1!;
            yield return _bn1!;
        }

        foreach (int stage in Stages.Stages.Where(stage => stage <= levels))
        {
            yield return BlocksOf(stage);
        }
    }

    /// <inheritdoc/>
    public override Tensor[] Run(int stage, Tensor[] maps)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor features = maps[^1];
        if (stage == 1)
        {
            features = _bn1!.call(_conv1!.call(features)).relu_();                                      // [N, 64, H/2, W/2]
            features = nn.functional.max_pool2d(features, [3L, 3L], [2L, 2L], [1L, 1L], [1L, 1L]);      // [N, 64, H/4, W/4]
        }

        foreach (BottleneckBlock block in BlocksOf(stage))
        {
            features = block.call(features);
        }

        features.MoveToOuterDisposeScope();
        return stage == 1 ? [features] : [.. maps, features];
    }

    private static ModuleList<BottleneckBlock> MakeLayer(int stage, int inChannels, int stride, int firstDilation, int dilation)
    {
        int inner = InnerChannels[stage - 1];
        return ModuleList(Enumerable.Range(0, BlockCounts[stage - 1]).Select(block => block == 0
            ? new BottleneckBlock(inChannels, inner, stride, firstDilation)
            : new BottleneckBlock(inner * BottleneckBlock.Expansion, inner, 1, dilation)).ToArray());
    }
}
