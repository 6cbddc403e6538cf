using DenseEdge.Onnx;
using DenseEdge.Training.Necks;

namespace DenseEdge.Training.Export;

/// <summary>Writes the fusion of the backbone's levels.</summary>
internal static class NeckExport
{
    /// <param name="layers">Writes layers.</param>
    /// <param name="neck">The fusion.</param>
    /// <param name="levels">Four maps, finest first.</param>
    /// <returns>[1, C, H, W] of the finest level's size.</returns>
    public static GraphValue Write(LayerExport layers, Neck neck, IReadOnlyList<GraphValue> levels)
    {
        using IDisposable scope = layers.Graph.Scope("neck");
        return neck switch
        {
            LevelProjection projection => Project(layers, projection, levels),
            AtrousPyramid pyramid => Pyramid(layers, pyramid, levels),
            LevelConcat => layers.Graph.Concat(1, [.. levels.Select(level => Resize(layers, level, levels[0]))]),
            _ => throw new ArgumentException($"Expected a neck that can be exported, got {neck.GetType().Name}.", nameof(neck)),
        };
    }

    /// <summary>
    /// The image's mean is one value per channel, so its share of the projection is added to all pixels instead of being
    /// spread over them first.
    /// </summary>
    private static GraphValue Pyramid(LayerExport layers, AtrousPyramid neck, IReadOnlyList<GraphValue> levels)
    {
        GraphValue deep = levels[^1];
        GraphValue branches = layers.Graph.Concat(1, [.. neck.Convolutions.Select(conv => layers.Block(deep, conv))]);
        GraphValue mean = layers.Graph.Relu(
            layers.Conv(layers.Graph.GlobalAveragePool(deep), ConvWeights.Of(neck.Pooling)));
        ConvWeights project = LayerExport.Fold(neck.Project);
        int spatial = branches[1];
        GraphValue joined = layers.Rectify(
            layers.Graph.Add(
                layers.Conv(branches, project.ForInputs(0, spatial, withBias: true)),
                layers.Conv(mean, project.ForInputs(spatial, neck.OutChannels, withBias: false))),
            neck.Project.Rectifies);
        return layers.Block(
            layers.Graph.Concat(1, Resize(layers, joined, levels[0]), layers.Block(levels[0], neck.LowLevel)), neck.Fusion);
    }

    /// <summary>Every level is convolved at its own size, as the network does it.</summary>
    private static GraphValue Project(LayerExport layers, LevelProjection projection, IReadOnlyList<GraphValue> levels)
    {
        ConvWeights folded = LayerExport.Fold(projection.Project);
        GraphValue? sum = null;
        int start = 0;
        for (int level = 0; level < levels.Count; level++)
        {
            int channels = projection.LevelChannels[level];
            GraphValue part = layers.Conv(levels[level], folded.ForInputs(start, channels, withBias: level == 0));
            part = Resize(layers, part, levels[0]);
            sum = sum is null ? part : layers.Graph.Add(sum, part);
            start += channels;
        }

        return layers.Rectify(sum!, projection.Project.Rectifies);
    }

    private static GraphValue Resize(LayerExport layers, GraphValue level, GraphValue finest)
        => layers.Graph.ResizeLinear(level, finest[2], finest[3]);
}
