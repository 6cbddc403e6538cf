using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DenseEdge.Training.Backbones;

/// <summary>
/// Turns an image into feature maps at strides 4, 8, 16 and 32. How pixel values are scaled belongs to the backbone, because
/// its pre-trained weights fix it: callers give plain RGB values from 0 to 255.
/// </summary>
/// <param name="name">Name of the module, for messages.</param>
internal abstract class Backbone(string name) : Module<Tensor, Tensor[]>(name)
{
    /// <summary>Channels of the four levels, finest first.</summary>
    public abstract IReadOnlyList<int> LevelChannels { get; }

    /// <summary>What each of R, G and B is multiplied by before the first layer.</summary>
    public abstract IReadOnlyList<float> InputScale { get; }

    /// <summary>What is added to each of R, G and B after <see cref="InputScale"/>.</summary>
    public abstract IReadOnlyList<float> InputOffset { get; }

    /// <summary>Computes the levels of plain images.</summary>
    /// <param name="input">[N, 3, H, W] float, RGB, 0 to 255.</param>
    /// <returns>Four maps, [N, channels, H/4, W/4] and so on, sizes halved with rounding up.</returns>
    public override Tensor[] forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor[] levels = Extract(Normalize(input));
        foreach (Tensor level in levels)
        {
            level.MoveToOuterDisposeScope();
        }

        return levels;
    }

    /// <summary>Scales and shifts the channels of plain images.</summary>
    /// <param name="image">[N, 3, H, W] float, RGB, 0 to 255.</param>
    /// <returns>[N, 3, H, W] as the first layer wants it.</returns>
    public Tensor Normalize(Tensor image)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor factor = tensor(InputScale.ToArray(), device: image.device).reshape(1, 3, 1, 1);
        Tensor offset = tensor(InputOffset.ToArray(), device: image.device).reshape(1, 3, 1, 1);
        return image.mul(factor).add_(offset).MoveToOuterDisposeScope();
    }

    /// <summary>Gets the modules that compute the first levels.</summary>
    /// <param name="levels">How many levels, 0 to 4.</param>
    /// <returns>Modules whose parameters and statistics nothing but these levels, and what follows them, depends on.</returns>
    public abstract IEnumerable<nn.Module> ModulesUpTo(int levels);

    /// <summary>Computes the levels of normalised images.</summary>
    /// <param name="normalized">[N, 3, H, W], the result of <see cref="Normalize"/>.</param>
    /// <returns>Four maps, finest first.</returns>
    public abstract Tensor[] Extract(Tensor normalized);
}
