using DenseEdge.Onnx.Graphs;
using Microsoft.ML.OnnxRuntime;

namespace DenseEdge.Quantization.Calibration;

/// <summary>A segment, loaded into ONNX Runtime's CPU engine.</summary>
internal sealed class SegmentSession : IDisposable
{
    private readonly GraphSegment _segment;
    private readonly InferenceSession _session;

    public SegmentSession(
        OnnxGraph graph, GraphSegment segment, int threadCount,
        GraphOptimizationLevel level = GraphOptimizationLevel.ORT_ENABLE_ALL)
    {
        _segment = segment;
        using SessionOptions options = new()
        {
            IntraOpNumThreads = threadCount,
            InterOpNumThreads = 1,
            GraphOptimizationLevel = level,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,

            // An arena keeps the most that its segment ever needed: all segments' together are what must stay small.
            EnableCpuMemArena = false,
            EnableMemoryPattern = false,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        _session = new InferenceSession(segment.ToModel(graph).ToBytes(), options);
    }

    /// <summary>Runs the segment.</summary>
    /// <param name="values">All values at hand; the segment's outputs are added, owned by the dictionary.</param>
    public void Run(Dictionary<string, OrtValue> values)
    {
        using RunOptions run = new();
        Dictionary<string, OrtValue> inputs = _segment.Inputs.ToDictionary(name => name, name => values[name]);
        IDisposableReadOnlyCollection<OrtValue> results = _session.Run(run, inputs, [.. _segment.Outputs]);
        for (int i = 0; i < results.Count; i++)
        {
            values.Add(_segment.Outputs[i], results[i]);
        }
    }

    public void Dispose() => _session.Dispose();
}
