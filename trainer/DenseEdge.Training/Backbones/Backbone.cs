using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DenseEdge.Training.Backbones;

/// <summary>
/// Turns an image into feature maps of four levels, in four stages; after stage k there are k maps. How pixel values are scaled
/// belongs to the backbone, because its pre-trained weights fix it: callers give plain RGB values from 0 to 255.
/// </summary>
/// <param name="name">Name of the module, for messages.</param>
/// <param name="stages">The stages that this module holds; the parameters of the others do not exist.</param>
internal abstract class Backbone(string name, StageRange stages) : Module<Tensor, Tensor[]>(name)
{
    /// <summary>The stages that this module holds.</summary>
    public StageRange Stages { get; } = stages;

    /// <summary>Channels of the four levels, finest first.</summary>
    public abstract IReadOnlyList<int> LevelChannels { get; }

    /// <summary>Strides of the four levels in pixels of the image.</summary>
    public virtual IReadOnlyList<int> LevelStrides { get; } = [4, 8, 16, 32];

    /// <summary>
    /// Whether every stage computes all of its maps anew, as HRNet does; the others add one map and leave the rest.
    /// </summary>
    public virtual bool RewritesMaps => false;

    /// <summary>Channels of the maps after a stage, finest first.</summary>
    /// <param name="stage">The stage, 1 to 4.</param>
    public virtual IEnumerable<int> ChannelsAfter(int stage) => LevelChannels.Take(stage);

    /// <summary>What each of R, G and B is multiplied by before the first layer.</summary>
    public abstract IReadOnlyList<float> InputScale { get; }

    /// <summary>What is added to each of R, G and B after <see cref="InputScale"/>.</summary>
    public abstract IReadOnlyList<float> InputOffset { get; }

    /// <summary>Computes the levels of plain images.</summary>
    /// <param name="input">[N, 3, H, W] float, RGB, 0 to 255.</param>
    /// <returns>
    /// Four maps, [N, channels, H/4, W/4] and so on by <see cref="LevelStrides"/>, sizes halved with rounding up.
    /// </returns>
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

    /// <summary>Computes the stages that this module holds, which must begin with the first.</summary>
    /// <param name="normalized">[N, 3, H, W], the result of <see cref="Normalize"/>.</param>
    /// <returns>One map per stage, finest first; without stages the input itself.</returns>
    public Tensor[] Extract(Tensor normalized)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor[] maps = [normalized];
        foreach (int stage in Stages.Stages)
        {
            maps = Run(stage, maps);
        }

        foreach (Tensor map in maps.Where(map => !ReferenceEquals(map, normalized)))
        {
            map.MoveToOuterDisposeScope();
        }

        return maps;
    }

    /// <summary>Gets the modules that compute the first levels.</summary>
    /// <param name="levels">How many levels, 0 to 4.</param>
    /// <returns>
    /// Modules of this part of the backbone whose parameters and statistics nothing but these levels, and what follows
    /// them, depends on.
    /// </returns>
    public abstract IEnumerable<nn.Module> ModulesUpTo(int levels);

    /// <summary>Computes one stage.</summary>
    /// <param name="stage">A stage that this module holds, 1 to 4.</param>
    /// <param name="maps">For stage 1 the normalised image alone; otherwise the maps of the stage before.</param>
    /// <returns>As many maps as the stage's number; maps that the stage leaves are the same tensors.</returns>
    public abstract Tensor[] Run(int stage, Tensor[] maps);
}
