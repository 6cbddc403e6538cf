using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>max(0, x).</summary>
public sealed class ReLU : nn.Module<Tensor, Tensor>
{
    private readonly bool _inplace;

    internal ReLU(bool inplace)
        : base(nameof(ReLU), componentsRegistered: true) => _inplace = inplace;

    /// <summary>Applies the layer.</summary>
    /// <param name="input">Any tensor that the operation takes.</param>
    /// <returns>A new tensor.</returns>
    public override Tensor forward(Tensor input) => nn.functional.relu(input, _inplace);
}
