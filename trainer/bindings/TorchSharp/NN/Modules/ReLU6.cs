using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>x limited to 0 to 6.</summary>
public sealed class ReLU6 : nn.Module<Tensor, Tensor>
{
    private readonly bool _inplace;

    internal ReLU6(bool inplace)
        : base(nameof(ReLU6), componentsRegistered: true) => _inplace = inplace;

    /// <summary>Applies the layer.</summary>
    /// <param name="input">Any tensor that the operation takes.</param>
    /// <returns>A new tensor.</returns>
    public override Tensor forward(Tensor input) => nn.functional.relu6(input, _inplace);
}
