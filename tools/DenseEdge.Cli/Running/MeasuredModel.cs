using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Quantization.Integers;
using DenseEdge.Sdk;

namespace DenseEdge.Cli.Running;

/// <summary>Loads a model that another engine will run, to measure it with this one: node by node, and with FP16 rounding as the
/// standard has it.</summary>
internal static class MeasuredModel
{
    /// <summary>Loads a model file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="optimizeGraph">Whether this engine is the target, and may rewrite the graph.</param>
    public static DensePredictor Load(string path, bool optimizeGraph)
    {
        PredictorOptions options = new() { OptimizeGraph = optimizeGraph };
        if (optimizeGraph || !File.Exists(path))
        {
            return DensePredictor.Load(path, options);
        }

        OnnxModel model = OnnxModel.Load(path);
        if (!RoundingQuantizeLinear.Concerns(model))
        {
            return DensePredictor.Load(path, options);
        }

        OnnxGraph graph = OnnxGraph.Open(model, path);
        new RoundingQuantizeLinear().Apply(graph);
        string folder = Directory.CreateTempSubdirectory("denseedge-measure-").FullName;
        try
        {
            string rounding = Path.Combine(folder, Path.GetFileName(path));
            graph.ToModel().Save(rounding);
            return DensePredictor.Load(rounding, options);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
