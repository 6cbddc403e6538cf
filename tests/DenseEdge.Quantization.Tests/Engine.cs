using DenseEdge.Onnx;
using DenseEdge.Quantization.Calibration;
using Microsoft.ML.OnnxRuntime;

namespace DenseEdge.Quantization.Tests;

/// <summary>Runs models with one float output in ONNX Runtime.</summary>
internal static class Engine
{
    public static float[] Run(OnnxModel model, IReadOnlyList<CalibrationInput> inputs, bool optimize = false)
    {
        using SessionOptions options = Options(optimize);
        using InferenceSession session = new(model.ToBytes(), options);
        using RunOptions run = new();
        Dictionary<string, OrtValue> values = inputs.ToDictionary(
            input => input.Name,
            input => OrtValue.CreateTensorValueFromMemory((float[])input.Values, [.. input.Dims.Select(size => (long)size)]));
        using IDisposableReadOnlyCollection<OrtValue> results = session.Run(run, values, [session.OutputMetadata.Keys.Single()]);
        foreach (OrtValue value in values.Values)
        {
            value.Dispose();
        }

        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }

    /// <summary>The operators that are left after ONNX Runtime's graph optimiser, with how often each occurs.</summary>
    public static Dictionary<string, int> OptimizedOperators(OnnxModel model)
    {
        string path = Path.GetTempFileName();
        try
        {
            using (SessionOptions options = Options(optimize: true))
            {
                options.GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_EXTENDED;
                options.OptimizedModelFilePath = path;
                using InferenceSession session = new(model.ToBytes(), options);
            }

            return OnnxModel.Load(path).Proto.Graph.Node.CountBy(node => node.OpType).ToDictionary();
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Signal-to-noise ratio of one array against another, in decibels; the signal is what differs from the
    /// mean.</summary>
    public static double SnrDb(float[] expected, float[] actual)
    {
        double mean = expected.Average(value => (double)value);
        double signal = expected.Sum(value => (value - mean) * (value - mean));
        double noise = expected.Zip(actual, (one, other) => Math.Pow((double)one - other, 2)).Sum();
        return 10 * Math.Log10(signal / noise);
    }

    private static SessionOptions Options(bool optimize) => new()
    {
        IntraOpNumThreads = 1,
        LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        GraphOptimizationLevel = optimize ? GraphOptimizationLevel.ORT_ENABLE_ALL : GraphOptimizationLevel.ORT_DISABLE_ALL,
    };
}
