using System.Diagnostics;
using DenseEdge.Contracts;
using DenseEdge.Onnx;
using TorchSharp.Modules;

namespace DenseEdge.Training.Export;

/// <summary>Writes the way from a task's features to its answer.</summary>
/// <param name="layers">Writes layers.</param>
/// <param name="options">What tasks with classes answer.</param>
/// <param name="frame">The network's image, and the part of it that shows the frame.</param>
internal sealed class AnswerExport(LayerExport layers, ExportOptions options, FrameFit frame)
{
    private const float SmallestLength = 1e-12f;

    /// <param name="task">The task.</param>
    /// <param name="features">[1, C, h, w].</param>
    /// <param name="logits">The 1x1 convolution of the final prediction.</param>
    /// <returns>Of the frame's size in the network's image: labels [1, 1, H, W] or logits [1, L, H, W] for classes,
    /// [1, 3, H, W] for normals, [1, 1, H, W] otherwise.</returns>
    public GraphValue Write(TaskKind task, GraphValue features, Conv2d logits)
    {
        OnnxGraphBuilder graph = layers.Graph;
        using IDisposable scope = graph.Scope($"answer/{task.Key()}");
        ConvWeights weights = ConvWeights.Of(logits);

        // The softmax of two logits is the sigmoid of their difference, and both convolution and resizing are linear.
        weights = task == TaskKind.Saliency ? weights.Difference(1, 0) : weights;
        GraphValue prediction = WithoutPadding(
            graph.ResizeLinear(layers.Conv(features, weights), frame.NetworkHeight, frame.NetworkWidth));
        return task switch
        {
            TaskKind.SemanticSegmentation or TaskKind.HumanParts => options.Answers == AnswerForm.Logits
                ? prediction
                : graph.Cast(graph.ArgMax(prediction, 1), options.LabelType),
            TaskKind.Depth => graph.Relu(prediction),
            TaskKind.SurfaceNormals => graph.Div(
                prediction, graph.Max(graph.ReduceL2(prediction, keepDims: true, 1), graph.Scalar(SmallestLength))),
            TaskKind.Boundaries or TaskKind.Saliency => graph.Sigmoid(prediction),
            _ => throw new UnreachableException($"Unknown task {task}."),
        };
    }

    private GraphValue WithoutPadding(GraphValue prediction)
    {
        OnnxGraphBuilder graph = layers.Graph;
        GraphValue rows = frame.OutputHeight == frame.NetworkHeight
            ? prediction
            : graph.Slice(prediction, 2, frame.PadTop, frame.PadTop + frame.OutputHeight);
        return frame.OutputWidth == frame.NetworkWidth
            ? rows
            : graph.Slice(rows, 3, frame.PadLeft, frame.PadLeft + frame.OutputWidth);
    }
}
