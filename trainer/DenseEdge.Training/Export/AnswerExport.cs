using System.Diagnostics;
using DenseEdge.Contracts;
using DenseEdge.Onnx;
using TorchSharp.Modules;

namespace DenseEdge.Training.Export;

/// <summary>Writes the way from a task's features to its answer in final form, at the input's size.</summary>
internal static class AnswerExport
{
    private const float SmallestLength = 1e-12f;

    /// <param name="layers">Writes layers.</param>
    /// <param name="task">The task.</param>
    /// <param name="features">[1, C, h, w].</param>
    /// <param name="logits">The 1x1 convolution of the final prediction.</param>
    /// <param name="height">Height of the answer in pixels.</param>
    /// <param name="width">Width of the answer in pixels.</param>
    /// <returns>[1, 3, H, W] for normals, [1, 1, H, W] otherwise; bytes for classes, floats otherwise.</returns>
    public static GraphValue Write(
        LayerExport layers, TaskKind task, GraphValue features, Conv2d logits, int height, int width)
    {
        OnnxGraphBuilder graph = layers.Graph;
        using IDisposable scope = graph.Scope($"answer/{task.Key()}");
        ConvWeights weights = ConvWeights.Of(logits);

        // The softmax of two logits is the sigmoid of their difference, and both convolution and resizing are linear.
        weights = task == TaskKind.Saliency ? weights.Difference(1, 0) : weights;
        GraphValue prediction = graph.ResizeLinear(layers.Conv(features, weights), height, width);
        return task switch
        {
            TaskKind.SemanticSegmentation or TaskKind.HumanParts =>
                graph.Cast(graph.ArgMax(prediction, 1), GraphElementType.UInt8),
            TaskKind.Depth => graph.Relu(prediction),
            TaskKind.SurfaceNormals => graph.Div(
                prediction, graph.Max(graph.ReduceL2(prediction, keepDims: true, 1), graph.Scalar(SmallestLength))),
            TaskKind.Boundaries or TaskKind.Saliency => graph.Sigmoid(prediction),
            _ => throw new UnreachableException($"Unknown task {task}."),
        };
    }
}
