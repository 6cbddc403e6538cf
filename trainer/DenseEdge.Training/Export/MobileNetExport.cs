using DenseEdge.Onnx;
using DenseEdge.Training.Backbones;
using DenseEdge.Training.Network;

namespace DenseEdge.Training.Export;

/// <summary>Writes <see cref="MobileNetV2"/>.</summary>
internal static class MobileNetExport
{
    private const float HighestActivation = 6;

    /// <param name="layers">Writes layers.</param>
    /// <param name="network">The backbone.</param>
    /// <param name="image">[1, H, W, 3] bytes.</param>
    /// <returns>Four maps, finest first.</returns>
    public static IReadOnlyList<GraphValue> Write(LayerExport layers, MobileNetV2 network, GraphValue image)
    {
        using IDisposable scope = layers.Graph.Scope("backbone");
        GraphValue features = InputExport.Write(layers.Graph, network, image);
        ConvWeights stem = ConvWeights.Of(network.Stem.Conv, network.Stem.Norm, Layers.NormEpsilon);
        features = Unit(layers, features, network.Stem, stem.TimesInputs(network.InputScale));
        List<GraphValue> levels = [];
        for (int block = 0; block < network.Blocks.Count; block++)
        {
            features = Block(layers, features, network.Blocks[block], $"block{block + 1}");
            if (MobileNetV2.IsLevel(block))
            {
                levels.Add(features);
            }
        }

        return levels;
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
