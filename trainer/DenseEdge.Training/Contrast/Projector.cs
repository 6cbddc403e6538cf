using DenseEdge.Training.Network;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DenseEdge.Training.Contrast;

/// <summary>
/// Maps the features of a task to the space in which they are contrasted: a 1x1 layer of the same width, a 1x1 convolution, and
/// the division by the length.
/// </summary>
internal sealed class Projector : Module<Tensor, Tensor>
{
    [ComponentName(Name = "hidden")]
    private readonly ConvBnRelu _hidden;

    [ComponentName(Name = "output")]
    private readonly Conv2d _output;

    /// <summary>Makes a projector.</summary>
    /// <param name="channels">Channels of the features (C).</param>
    /// <param name="projectionChannels">Channels of the result (d).</param>
    public Projector(long channels, long projectionChannels)
        : base(nameof(Projector))
    {
        _hidden = new ConvBnRelu(channels, channels, 1);
        _output = Layers.Conv(channels, projectionChannels, 1, bias: true);
        RegisterComponents();
    }

    /// <inheritdoc/>
    /// <param name="input">Features of M pixels, [M, C], M at least 2.</param>
    /// <returns>Unit vectors, [M, d].</returns>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor column = input.transpose(0, 1).reshape(1, input.shape[1], input.shape[0], 1);        // [1, C, M, 1]
        Tensor projected = _output.call(_hidden.call(column)).flatten(2).squeeze(0);                // [d, M]
        return UnitRows(projected.transpose(0, 1)).MoveToOuterDisposeScope();
    }

    /// <summary>Divides each row by its length.</summary>
    /// <param name="rows">[M, d].</param>
    public static Tensor UnitRows(Tensor rows) => functional.normalize(rows, 2, 1);
}
