using DenseEdge.Training.Network;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DenseEdge.Training.Necks;

/// <summary>
/// Atrous spatial pyramid pooling of the last level: a 1x1 and three dilated 3x3 convolutions and the mean of the image, joined
/// by a 1x1 convolution; then, at the size of the first level, joined with that level by a 3x3 convolution.
/// </summary>
/// <remarks>
/// <para>Chen et al., "Rethinking Atrous Convolution for Semantic Image Segmentation", 2017 (DeepLabv3): dilations 6, 12, 18 at
/// a stride of 16 and twice as much at 8; half as much here at 32, so that the pyramid sees as much of the image. The way back
/// to a quarter of the size is the decoder of DeepLabv3+ (Chen et al., ECCV 2018): all heads and refinements of this library
/// work at that size. Its second 3x3 convolution is the feature head of each task.</para>
/// <para>The branch of the image's mean has a bias in place of batch normalisation: with one image in a batch there is one
/// value per channel, which has no variance.</para>
/// </remarks>
internal sealed class AtrousPyramid : Neck
{
    private const int PaperChannels = 256;
    private const int PaperLowLevelChannels = 48;
    private const int DilationTimesStride = 96;

    [ComponentName(Name = "convs")]
    private readonly ModuleList<ConvBnRelu> _convs;

    [ComponentName(Name = "pooling")]
    private readonly Conv2d _pooling;

    [ComponentName(Name = "project")]
    private readonly ConvBnRelu _project;

    [ComponentName(Name = "low_level")]
    private readonly ConvBnRelu _lowLevel;

    [ComponentName(Name = "fuse")]
    private readonly ConvBnRelu _fuse;

    /// <summary>Makes the neck.</summary>
    /// <param name="levelChannels">Channels of each level, finest first.</param>
    /// <param name="coarsestStride">Stride of the last level: 8, 16 or 32.</param>
    /// <param name="channels">Channels of each branch and of the result; 0 for the paper's 256.</param>
    public AtrousPyramid(IReadOnlyList<int> levelChannels, int coarsestStride, int channels)
        : base(nameof(AtrousPyramid))
    {
        OutChannels = channels > 0 ? channels : PaperChannels;
        int lowLevelChannels = Math.Max(1, OutChannels * PaperLowLevelChannels / PaperChannels);
        int deep = levelChannels[^1];
        int dilation = DilationTimesStride / coarsestStride;
        _convs = ModuleList(
            new ConvBnRelu(deep, OutChannels, 1),
            new ConvBnRelu(deep, OutChannels, 3, dilation: dilation),
            new ConvBnRelu(deep, OutChannels, 3, dilation: 2 * dilation),
            new ConvBnRelu(deep, OutChannels, 3, dilation: 3 * dilation));
        _pooling = Layers.Conv(deep, OutChannels, 1, bias: true);
        _project = new ConvBnRelu((_convs.Count + 1) * OutChannels, OutChannels, 1);
        _lowLevel = new ConvBnRelu(levelChannels[0], lowLevelChannels, 1);
        _fuse = new ConvBnRelu(OutChannels + lowLevelChannels, OutChannels, 3);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override int OutChannels { get; }

    /// <summary>The 1x1 and the three dilated convolutions.</summary>
    public ModuleList<ConvBnRelu> Convolutions => _convs;

    /// <summary>The 1x1 convolution of the image's mean; a rectifier follows it.</summary>
    public Conv2d Pooling => _pooling;

    /// <summary>The 1x1 convolution over the four branches, then over the image's mean.</summary>
    public ConvBnRelu Project => _project;

    /// <summary>The 1x1 convolution of the first level.</summary>
    public ConvBnRelu LowLevel => _lowLevel;

    /// <summary>The 3x3 convolution over the resized pyramid, then over the first level.</summary>
    public ConvBnRelu Fusion => _fuse;

    /// <inheritdoc/>
    /// <param name="input">The levels, finest first, [N, C_l, H_l, W_l].</param>
    /// <returns>[N, out, H_0, W_0].</returns>
    public override Tensor forward(Tensor[] input)
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor fine, Tensor deep) = (input[0], input[^1]);
        Tensor mean = _pooling.call(deep.mean([2, 3], keepdim: true)).relu_();                      // [N, P, 1, 1]
        Tensor[] branches =
        [
            .. _convs.Select(conv => conv.call(deep)),
            mean.expand(deep.shape[0], OutChannels, deep.shape[2], deep.shape[3]),
        ];
        Tensor pyramid = _project.call(cat(branches, 1));                                           // [N, P, h, w]
        pyramid = Layers.ResizeTo(pyramid, fine.shape[2], fine.shape[3]);                           // [N, P, H_0, W_0]
        return _fuse.call(cat([pyramid, _lowLevel.call(fine)], 1)).MoveToOuterDisposeScope();
    }
}
