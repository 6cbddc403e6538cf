using DenseEdge.Contracts;
using DenseEdge.Onnx;
using DenseEdge.Training.Heads;

namespace DenseEdge.Training.Export;

/// <summary>Writes the heads up to the features that the final predictions are made from.</summary>
internal static class HeadExport
{
    /// <param name="layers">Writes layers.</param>
    /// <param name="head">The head.</param>
    /// <param name="fused">[1, channels, h, w].</param>
    /// <param name="genotype">The genotype of a relational head, or null.</param>
    /// <returns>By task: [1, C, h, w].</returns>
    public static IReadOnlyDictionary<TaskKind, GraphValue> Write(
        LayerExport layers, DenseHead head, GraphValue fused, Genotype? genotype)
    {
        using IDisposable scope = layers.Graph.Scope("head");
        TaskKind[] tasks = [.. head.Tasks.Select(task => task.Kind)];
        GraphValue[] outputs = layers.Merged(
            fused, [.. tasks.Select(task => LayerExport.Fold(head.FeatureHeads[task]))], rectifies: true);
        Dictionary<TaskKind, GraphValue> features = tasks.Zip(outputs).ToDictionary(pair => pair.First, pair => pair.Second);
        return head is RelationalContextHead relational
            ? new ContextExport(layers, relational, genotype!, features, Maps(layers, relational, fused)).Write()
            : features;
    }

    /// <summary>The softmax over positions of every auxiliary prediction: [1, L, hw].</summary>
    private static Dictionary<TaskKind, GraphValue> Maps(
        LayerExport layers, RelationalContextHead head, GraphValue fused)
    {
        TaskKind[] tasks = [.. head.AuxiliaryFeatures.Keys];
        if (tasks.Length == 0)
        {
            return [];
        }

        using IDisposable scope = layers.Graph.Scope("auxiliary");
        GraphValue[] features = layers.Merged(
            fused, [.. tasks.Select(task => LayerExport.Fold(head.AuxiliaryFeatures[task]))], rectifies: true);
        return Enumerable.Range(0, tasks.Length).ToDictionary(
            i => tasks[i],
            i =>
            {
                GraphValue logits =
                    layers.Conv(features[i], ConvWeights.Of(head.AuxiliaryLogits[tasks[i]]));       // [1, L, h, w]
                return layers.Graph.Softmax(layers.Graph.Reshape(logits, 1, logits[1], logits[2] * logits[3]), 2);
            });
    }
}
