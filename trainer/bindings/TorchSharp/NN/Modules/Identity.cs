using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Its input. A new tensor object over the same memory, so that both can be disposed.</summary>
public sealed class Identity : nn.Module<Tensor, Tensor>
{
    internal Identity()
        : base(nameof(Identity), componentsRegistered: true)
    {
    }

    /// <summary>Applies the layer.</summary>
    /// <param name="input">Any tensor that the operation takes.</param>
    /// <returns>A new tensor.</returns>
    public override Tensor forward(Tensor input) => input?.alias() ?? throw new ArgumentNullException(nameof(input));
}
