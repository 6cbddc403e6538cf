using DenseEdge.Onnx.Graphs;
using DenseEdge.Quantization.Calibration;
using Microsoft.ML.OnnxRuntime;

namespace DenseEdge.Quantization.Comparison;

/// <summary>A model that runs part by part and hands out the tensors of each part; what no later part needs is freed at
/// once.</summary>
internal sealed class TensorStream : IDisposable
{
    private readonly OnnxGraph _graph;
    private readonly IReadOnlySet<string> _wanted;
    private readonly IReadOnlyList<GraphSegment> _segments;
    private readonly List<SegmentSession> _sessions = [];
    private readonly Dictionary<string, int> _lastUse = new(StringComparer.Ordinal);
    private Dictionary<string, OrtValue> _values = [];
    private int _next;

    /// <summary>Loads a model.</summary>
    /// <param name="graph">The model.</param>
    /// <param name="wanted">The values to hand out.</param>
    /// <param name="options">How to run it.</param>
    public TensorStream(OnnxGraph graph, IReadOnlySet<string> wanted, ComparisonOptions options)
    {
        (_graph, _wanted) = (graph, wanted);
        _segments = GraphSegment.Divide(graph, wanted, options.SegmentBytes);
        for (int i = 0; i < _segments.Count; i++)
        {
            foreach (string value in _segments[i].Inputs)
            {
                _lastUse[value] = i;
            }
        }

        GraphOptimizationLevel level =
            options.OptimizeGraph ? GraphOptimizationLevel.ORT_ENABLE_ALL : GraphOptimizationLevel.ORT_DISABLE_ALL;
        _sessions.AddRange(_segments.Select(segment => new SegmentSession(graph, segment, options.ThreadCount, level)));
    }

    /// <summary>Whether all parts have run.</summary>
    public bool IsAtEnd => _next == _sessions.Count;

    /// <summary>Starts with an image.</summary>
    /// <param name="source">The images.</param>
    /// <param name="index">Which one.</param>
    public void Begin(ICalibrationSource source, int index)
    {
        Clear();
        _values = CalibrationFeed.Of(_graph, source, index);
        _next = 0;
    }

    /// <summary>Runs the next part.</summary>
    /// <returns>The wanted values that it made, as copies.</returns>
    public IReadOnlyList<(string Name, TensorCopy Values)> Step()
    {
        _sessions[_next].Run(_values);
        List<(string, TensorCopy)> made =
        [
            .. _segments[_next].Outputs.Where(_wanted.Contains).Select(name => (name, TensorCopy.Of(_values[name]))),
        ];
        foreach (string name in _values.Keys.Where(name => _lastUse.GetValueOrDefault(name, -1) <= _next).ToList())
        {
            _values.Remove(name, out OrtValue? value);
            value?.Dispose();
        }

        _next++;
        return made;
    }

    /// <summary>Frees the model.</summary>
    public void Dispose()
    {
        Clear();
        _sessions.ForEach(session => session.Dispose());
    }

    private void Clear()
    {
        foreach (OrtValue value in _values.Values)
        {
            value.Dispose();
        }

        _values.Clear();
    }
}
