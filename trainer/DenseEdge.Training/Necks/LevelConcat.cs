using DenseEdge.Training.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Necks;

/// <summary>Concatenates the levels after resizing the coarser ones bilinearly, as the paper does. Has no parameters.</summary>
internal sealed class LevelConcat : Neck
{
    /// <summary>Makes the neck.</summary>
    /// <param name="levelChannels">Channels of each level, finest first.</param>
    public LevelConcat(IReadOnlyList<int> levelChannels)
        : base(nameof(LevelConcat))
    {
        OutChannels = levelChannels.Sum();
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override int OutChannels { get; }

    /// <inheritdoc/>
    /// <param name="input">The levels, finest first, [N, C_l, H_l, W_l].</param>
    /// <returns>[N, sum of C_l, H_0, W_0].</returns>
    public override Tensor forward(Tensor[] input)
    {
        using DisposeScope scope = NewDisposeScope();
        (long height, long width) = (input[0].shape[2], input[0].shape[3]);
        Tensor[] resized = [.. input.Select(level => Layers.ResizeTo(level, height, width))];
        return cat(resized, 1).MoveToOuterDisposeScope();
    }
}
