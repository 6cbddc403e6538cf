using DenseEdge.Training.Network;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace DenseEdge.Training.Necks;

/// <summary>A 1x1 convolution, normalisation and rectifier over the concatenation of all resized levels.</summary>
/// <remarks>
/// Resizing acts on each channel by itself and the convolution on each pixel by itself, so they can be exchanged: every
/// level is convolved at its own size with its part of the weights, and only the results are resized and added. That is
/// exact and costs a fraction of convolving the concatenation, most channels of which come from the coarse levels.
/// </remarks>
internal sealed class LevelProjection : Neck
{
    [ComponentName(Name = "project")]
    private readonly ConvBnRelu _project;

    /// <summary>Makes the neck.</summary>
    /// <param name="levelChannels">Channels of each level, finest first.</param>
    /// <param name="outChannels">Channels of the fused map.</param>
    public LevelProjection(IReadOnlyList<int> levelChannels, int outChannels)
        : base(nameof(LevelProjection))
    {
        LevelChannels = levelChannels;
        OutChannels = outChannels;
        _project = new ConvBnRelu(levelChannels.Sum(), outChannels, 1);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override int OutChannels { get; }

    /// <summary>Channels of each level, finest first: the parts of the weights' second dimension.</summary>
    public IReadOnlyList<int> LevelChannels { get; }

    /// <summary>The convolution over all levels, weight [out, sum of level channels, 1, 1], and its normalisation.</summary>
    public ConvBnRelu Project => _project;

    /// <inheritdoc/>
    /// <param name="input">The levels, finest first, [N, C_l, H_l, W_l].</param>
    /// <returns>[N, out, H_0, W_0].</returns>
    public override Tensor forward(Tensor[] input)
    {
        using DisposeScope scope = NewDisposeScope();
        (long height, long width) = (input[0].shape[2], input[0].shape[3]);
        long start = 0;
        Tensor? sum = null;
        for (int level = 0; level < input.Length; level++)
        {
            Tensor weight = _project.Conv.weight!.narrow(1, start, LevelChannels[level]);   // [P, C_l, 1, 1]
            Tensor part = nn.functional.conv2d(input[level], weight);                       // [N, P, H_l, W_l]
            part = Layers.ResizeTo(part, height, width);                                    // [N, P, H_0, W_0]
            sum = sum is null ? part : sum.add_(part);
            start += LevelChannels[level];
        }

        return _project.NormalizeAndRectify(sum!).MoveToOuterDisposeScope();
    }
}
