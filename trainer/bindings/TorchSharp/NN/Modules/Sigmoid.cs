using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>1 / (1 + e^-x).</summary>
public sealed class Sigmoid : nn.Module<Tensor, Tensor>
{
    internal Sigmoid()
        : base(nameof(Sigmoid), componentsRegistered: true)
    {
    }

    /// <summary>Applies the layer.</summary>
    /// <param name="input">Any tensor that the operation takes.</param>
    /// <returns>A new tensor.</returns>
    public override Tensor forward(Tensor input) => torch.sigmoid(input);
}
