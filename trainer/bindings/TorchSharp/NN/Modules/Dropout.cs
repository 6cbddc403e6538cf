using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Zeros single elements at random while training.</summary>
public sealed class Dropout : nn.Module<Tensor, Tensor>
{
    private readonly double _p;
    private readonly bool _inplace;

    internal Dropout(double p, bool inplace)
        : base(nameof(Dropout), componentsRegistered: true) => (_p, _inplace) = (p, inplace);

    /// <summary>Applies the layer.</summary>
    /// <param name="input">Any tensor that the operation takes.</param>
    /// <returns>A new tensor.</returns>
    public override Tensor forward(Tensor input) => nn.functional.dropout(input, _p, training, _inplace);
}
