using DenseEdge.Cli.Converting;
using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Training.Export;
using DenseEdge.Training.Network;

namespace DenseEdge.Cli.Exporting;

/// <summary>
/// The model that a training run leaves behind: FP32, for no target in particular. The graph is cleaned up, which helps every
/// engine, and bytes are made floats by the first node, because TensorRT takes them only there. For a device an export that
/// names its target is better: it has that target's precision, input and rewrites, and was judged by its rules.
/// </summary>
internal static class PlainExport
{
    /// <summary>Writes the model.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The ONNX file; it is replaced as a whole.</param>
    /// <param name="trainingData">The name of the data set that it was trained on; null if it wasn't.</param>
    /// <exception cref="InvalidDataException">A weight is not finite: the training diverged.</exception>
    public static void Write(MultiTaskNetwork network, string path, string? trainingData)
    {
        ExportOptions options = new() { TrainingData = trainingData, CastsFirst = true };
        OnnxGraph graph = OnnxGraph.Open(OnnxExporter.Build(network, options), path);
        graph.RequireFiniteConstants();
        ExactPasses.CleanUp(graph);
        OnnxModel model = graph.ToModel();
        model.Save(path);
    }
}
