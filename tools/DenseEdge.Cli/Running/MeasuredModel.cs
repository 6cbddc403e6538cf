using DenseEdge.Contracts;
using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Quantization.Integers;
using DenseEdge.Sdk;

namespace DenseEdge.Cli.Running;

/// <summary>Loads a model that another engine will run, to measure it with this one: node by node, and with FP16 rounding as the
/// standard has it.</summary>
internal static class MeasuredModel
{
    private const string ThisEngine = "cpu";

    /// <summary>Loads a model file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="optimizeGraph">Whether this engine may rewrite the graph. It may not, whatever is said here, in a model
    /// whose metadata say that it has the integers of another engine: fused by this one they are other numbers.</param>
    public static DensePredictor Load(string path, bool optimizeGraph)
    {
        if (!optimizeGraph)
        {
            return LoadAsWritten(path);
        }

        DensePredictor predictor = DensePredictor.Load(path);
        if (predictor.Model is { Precision: ModelPrecision.Int8, Target: not (null or ThisEngine) })
        {
            predictor.Dispose();
            return LoadAsWritten(path);
        }

        return predictor;
    }

    private static DensePredictor LoadAsWritten(string path)
    {
        PredictorOptions options = new() { OptimizeGraph = false };
        if (!File.Exists(path))
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
