using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Means over a grid of a given size.</summary>
public sealed class AdaptiveAvgPool2d : nn.Module<Tensor, Tensor>
{
    private readonly long[] _size;

    internal AdaptiveAvgPool2d(long[] size)
        : base(nameof(AdaptiveAvgPool2d), componentsRegistered: true) => _size = size;

    /// <summary>Applies the layer.</summary>
    /// <param name="input">Any tensor that the operation takes.</param>
    /// <returns>A new tensor.</returns>
    public override Tensor forward(Tensor input) => nn.functional.adaptive_avg_pool2d(input, _size);
}
