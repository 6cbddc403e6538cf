using DenseEdge.Onnx;
using DenseEdge.Training.Backbones;
using static TorchSharp.torch;

namespace DenseEdge.Training.Export;

/// <summary>Writes <see cref="MobileNetV3Large"/>.</summary>
internal static class MobileNetV3Export
{
    /// <param name="layers">Writes layers.</param>
    /// <param name="network">The backbone, or a part of it.</param>
    /// <param name="stage">The stage to write, 1 to 4.</param>
    /// <param name="maps">The maps of the stage before; for the first the result of <see cref="InputExport"/>.</param>
    /// <returns>The map of the stage's level.</returns>
    public static GraphValue Write(LayerExport layers, MobileNetV3Large network, int stage, GraphValue[] maps)
    {
        GraphValue features = maps[^1];
        if (stage == 1)
        {
            features = Layer(layers, features, network.Stem, Fold(network.Stem).TimesInputs(network.InputScale));
        }

        foreach ((int number, MobileNetV3Block block) in network.BlocksOf(stage))
        {
            using IDisposable scope = layers.Graph.Scope($"block{number}");
            features = Block(layers, features, block);
        }

        return features;
    }

    private static GraphValue Block(LayerExport layers, GraphValue input, MobileNetV3Block block)
    {
        GraphValue features = input;
        foreach (nn.Module part in block.Parts)
        {
            features = part is SqueezeExcitation squeeze
                ? Squeeze(layers, features, squeeze)
                : Layer(layers, features, (ActivatedConv)part, Fold((ActivatedConv)part));
        }

        return block.HasShortcut ? layers.Graph.Add(features, input) : features;
    }

    private static GraphValue Squeeze(LayerExport layers, GraphValue input, SqueezeExcitation squeeze)
    {
        GraphValue means = layers.Graph.GlobalAveragePool(input);
        GraphValue hidden = layers.Graph.Relu(layers.Conv(means, ConvWeights.Of(squeeze.Squeeze)));
        GraphValue factors = layers.Graph.HardSigmoid(layers.Conv(hidden, ConvWeights.Of(squeeze.Excite)));
        return layers.Graph.Mul(input, factors);
    }

    private static GraphValue Layer(LayerExport layers, GraphValue input, ActivatedConv layer, ConvWeights weights)
    {
        GraphValue output = layers.Conv(input, weights, layer.Stride, layer.Groups);
        return layer.Activation switch
        {
            Activation.Relu => layers.Graph.Relu(output),
            Activation.HardSwish => layers.Graph.HardSwish(output),
            _ => output,
        };
    }

    private static ConvWeights Fold(ActivatedConv layer)
        => ConvWeights.Of(layer.Conv, layer.Norm, ActivatedConv.NormEpsilon);
}
