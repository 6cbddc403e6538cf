using DenseEdge.Training.Network;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DenseEdge.Training.Heads;

/// <summary>What one task sends to another: σ(W_g * F) ⊙ (W * F) of the sender's features F, both convolutions 3x3.</summary>
internal sealed class GatedMessage : Module<Tensor, Tensor>
{
    [ComponentName(Name = "attention")]
    private readonly Conv2d _attention;

    [ComponentName(Name = "conv")]
    private readonly Conv2d _conv;

    /// <summary>Makes the two convolutions.</summary>
    /// <param name="channels">Channels of the features and of the message.</param>
    public GatedMessage(long channels)
        : base(nameof(GatedMessage))
    {
        _attention = Layers.Conv(channels, channels, 3, padding: 1);
        _conv = Layers.Conv(channels, channels, 3, padding: 1);
        RegisterComponents();
    }

    /// <summary>The convolution whose sigmoid is the gate.</summary>
    public Conv2d Attention => _attention;

    /// <summary>The convolution whose output passes the gate.</summary>
    public Conv2d Conv => _conv;

    /// <inheritdoc/>
    /// <param name="input">[N, C, h, w].</param>
    /// <returns>[N, C, h, w].</returns>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        return _attention.call(input).sigmoid().mul(_conv.call(input)).MoveToOuterDisposeScope();
    }
}
