using DenseEdge.Contracts;
using DenseEdge.Onnx;
using DenseEdge.Training.Heads;
using DenseEdge.Training.Network;

namespace DenseEdge.Training.Export;

/// <summary>Writes the heads up to the features that the final predictions are made from.</summary>
internal static class HeadExport
{
    /// <param name="layers">Writes layers.</param>
    /// <param name="head">The head.</param>
    /// <param name="fused">By task: the features that its head reads, [1, channels, h, w].</param>
    /// <param name="genotype">The genotype of a relational head, or null.</param>
    /// <returns>By task: [1, C, h, w].</returns>
    public static IReadOnlyDictionary<TaskKind, GraphValue> Write(
        LayerExport layers, DenseHead head, IReadOnlyDictionary<TaskKind, GraphValue> fused, Genotype? genotype)
    {
        using IDisposable scope = layers.Graph.Scope("head");
        TaskKind[] tasks = [.. head.Tasks.Select(task => task.Kind)];
        Dictionary<TaskKind, GraphValue> features = Blocks(layers, tasks, head.FeatureHeads, fused);
        return head switch
        {
            FcnHead => features,
            RelationalContextHead relational => new ContextExport(
                layers, relational, genotype!, features, Maps(layers, relational, fused)).Write(),
            PadNetHead distilling => tasks.ToDictionary(task => task, task => Distill(layers, distilling, task, features)),
            CrossStitchHead stitching => Stitch(layers, stitching, tasks, features),
            _ => throw new ArgumentException($"Expected a head that can be exported, got {head.GetType().Name}.", nameof(head)),
        };
    }

    /// <summary>Writes one block per task; those that read the same features become one convolution, unless they are 1x1: those
    /// have nothing to unroll, and cutting the result costs more than it gains.</summary>
    private static Dictionary<TaskKind, GraphValue> Blocks(
        LayerExport layers,
        IReadOnlyList<TaskKind> tasks,
        IReadOnlyDictionary<TaskKind, ConvBnRelu> blocks,
        IReadOnlyDictionary<TaskKind, GraphValue> fused)
    {
        Dictionary<TaskKind, GraphValue> outputs = [];
        foreach (IGrouping<GraphValue, TaskKind> group in tasks.GroupBy(task => fused[task]))
        {
            ConvWeights[] weights = [.. group.Select(task => LayerExport.Fold(blocks[task]))];
            GraphValue[] merged = weights[0].Kernel > 1
                ? layers.Merged(group.Key, weights, rectifies: true)
                : [.. weights.Select(own => layers.Graph.Relu(layers.Conv(group.Key, own)))];
            foreach ((TaskKind task, GraphValue output) in group.Zip(merged))
            {
                outputs.Add(task, output);
            }
        }

        return outputs;
    }

    /// <summary>The softmax over positions of every auxiliary prediction: [1, L, hw].</summary>
    private static Dictionary<TaskKind, GraphValue> Maps(
        LayerExport layers, RelationalContextHead head, IReadOnlyDictionary<TaskKind, GraphValue> fused)
    {
        TaskKind[] tasks = [.. head.AuxiliaryFeatures.Keys];
        using IDisposable scope = layers.Graph.Scope("auxiliary");
        Dictionary<TaskKind, GraphValue> features = Blocks(layers, tasks, head.AuxiliaryFeatures, fused);
        return tasks.ToDictionary(
            task => task,
            task =>
            {
                GraphValue logits =
                    layers.Conv(features[task], ConvWeights.Of(head.AuxiliaryLogits[task]));        // [1, L, h, w]
                return layers.Graph.Softmax(layers.Graph.Reshape(logits, 1, logits[1], logits[2] * logits[3]), 2);
            });
    }

    /// <summary>The features of a task with the gated messages of all others. Initial predictions are not needed.</summary>
    private static GraphValue Distill(
        LayerExport layers, PadNetHead head, TaskKind target, Dictionary<TaskKind, GraphValue> features)
    {
        using IDisposable scope = layers.Graph.Scope(target.Key());
        GraphValue sum = features[target];
        foreach ((TaskKind source, GatedMessage message) in head.Messages[target])
        {
            GraphValue[] parts = layers.Merged(
                features[source], [ConvWeights.Of(message.Attention), ConvWeights.Of(message.Conv)], rectifies: false);
            sum = layers.Graph.Add(sum, layers.Graph.Mul(layers.Graph.Sigmoid(parts[0]), parts[1]));
        }

        return layers.Block(sum, head.Decoders[target]);
    }

    private static Dictionary<TaskKind, GraphValue> Stitch(
        LayerExport layers, CrossStitchHead head, TaskKind[] tasks, Dictionary<TaskKind, GraphValue> features)
    {
        GraphValue[] mixed = StitchExport.Write(layers, head.Stitch, [.. tasks.Select(task => features[task])]);
        return tasks.Zip(mixed).ToDictionary(
            pair => pair.First, pair => layers.Block(pair.Second, head.MixedLayers[pair.First]));
    }
}
