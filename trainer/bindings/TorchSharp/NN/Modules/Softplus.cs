using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>log(1 + e^x).</summary>
public sealed class Softplus : nn.Module<Tensor, Tensor>
{
    internal Softplus()
        : base(nameof(Softplus), componentsRegistered: true)
    {
    }

    /// <summary>Applies the layer.</summary>
    /// <param name="input">Any tensor that the operation takes.</param>
    /// <returns>A new tensor.</returns>
    public override Tensor forward(Tensor input) => nn.functional.softplus(input);
}
