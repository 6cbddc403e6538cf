using DenseEdge.Onnx;
using DenseEdge.Training.Backbones;
using DenseEdge.Training.Network;

namespace DenseEdge.Training.Export;

/// <summary>Writes <see cref="MobileNetV2"/>.</summary>
internal static class MobileNetExport
{
    private const float HighestActivation = 6;

    /// <param name="layers">Writes layers.</param>
    /// <param name="network">The backbone, or a part of it.</param>
    /// <param name="stage">The stage to write, 1 to 4.</param>
    /// <param name="maps">The maps of the stage before; for the first the result of <see cref="InputExport"/>.</param>
    /// <returns>The map of the stage's level.</returns>
    public static GraphValue Write(LayerExport layers, MobileNetV2 network, int stage, GraphValue[] maps)
    {
        GraphValue features = maps[^1];
        if (stage == 1)
        {
            ConvWeights stem = ConvWeights.Of(network.Stem.Conv, network.Stem.Norm, Layers.NormEpsilon);
            features = Unit(layers, features, network.Stem, stem.TimesInputs(network.InputScale));
        }

        foreach ((int number, InvertedResidual block) in network.BlocksOf(stage))
        {
            features = Block(layers, features, block, $"block{number}");
        }

        return features;
    }

    private static GraphValue Block(LayerExport layers, GraphValue input, InvertedResidual block, string name)
    {
        using IDisposable scope = layers.Graph.Scope(name);
        GraphValue features = input;
        foreach (ConvUnit unit in block.Units)
        {
            features = Unit(layers, features, unit, ConvWeights.Of(unit.Conv, unit.Norm, Layers.NormEpsilon));
        }

        return block.HasShortcut ? layers.Graph.Add(features, input) : features;
    }

    private static GraphValue Unit(LayerExport layers, GraphValue input, ConvUnit unit, ConvWeights weights)
    {
        int stride = checked((int)unit.Stride);
        Padding2d padding = Padding2d.TensorFlowSame(input[2], input[3], weights.Kernel, stride);
        GraphValue output = layers.Conv(input, weights, stride, padding, checked((int)unit.Groups));
        return unit.Activates ? layers.Graph.Clip(output, 0, HighestActivation) : output;
    }
}
