using DenseEdge.Onnx;
using DenseEdge.Training.Backbones;
using DenseEdge.Training.Network;

namespace DenseEdge.Training.Export;

/// <summary>Writes <see cref="ResNet50"/>.</summary>
internal static class ResNetExport
{
    private const int StemStride = 2;
    private const int PoolKernel = 3;

    /// <param name="layers">Writes layers.</param>
    /// <param name="network">The backbone, or a part of it.</param>
    /// <param name="stage">The stage to write, 1 to 4.</param>
    /// <param name="maps">The maps of the stage before; for the first the result of <see cref="InputExport"/>.</param>
    /// <returns>The map of the stage's level.</returns>
    public static GraphValue Write(LayerExport layers, ResNet50 network, int stage, GraphValue[] maps)
    {
        GraphValue features = maps[^1];
        if (stage == 1)
        {
            ConvWeights stem = ConvWeights.Of(network.Stem.Conv, network.Stem.Norm, Layers.NormEpsilon);
            features = layers.Graph.Relu(layers.Conv(features, stem.TimesInputs(network.InputScale), StemStride));
            features = layers.Graph.MaxPool(features, PoolKernel, StemStride, Padding2d.All(PoolKernel / 2));
        }

        foreach (BottleneckBlock block in network.BlocksOf(stage))
        {
            features = BottleneckExport.Write(layers, features, block);
        }

        return features;
    }
}
