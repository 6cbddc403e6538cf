using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using Microsoft.ML.OnnxRuntime;

namespace DenseEdge.Quantization.Calibration;

/// <summary>
/// Runs a float model over images, once, and counts the values of every float tensor. The model runs in parts whose
/// tensors are counted and freed before the next part runs, so that memory stays bounded however many images there are.
/// </summary>
/// <remarks>Images are taken in order and counts are whole numbers, so the same images always give the same ranges; how the
/// model is divided doesn't matter.</remarks>
public sealed class Calibrator : IDisposable
{
    private readonly OnnxGraph _graph;
    private readonly CalibrationOptions _options;
    private readonly IReadOnlyList<GraphSegment> _segments;
    private readonly List<SegmentSession> _sessions = [];
    private readonly Dictionary<string, TensorStatistics> _statistics = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _lastUse = new(StringComparer.Ordinal);

    private Calibrator(OnnxGraph graph, CalibrationOptions options)
    {
        _graph = graph;
        _options = options.Validated();
        IEnumerable<string> wanted = graph.Inputs.Concat(graph.Nodes.SelectMany(node => node.Output))
            .Where(value => value.Length > 0 && graph.Constant(value) is null
                && graph.Info(value) is { ElementType: GraphElementType.Float32 } info && info.Dims.All(size => size > 0));
        foreach (string value in wanted)
        {
            _statistics.Add(value, new TensorStatistics(value, graph.Info(value).Dims, options.Counted?.Contains(value) ?? true));
        }

        _segments = GraphSegment.Divide(graph, _statistics.Keys.ToHashSet(), options.SegmentBytes);
        for (int i = 0; i < _segments.Count; i++)
        {
            foreach (string value in _segments[i].Inputs.Concat(_segments[i].Outputs))
            {
                _lastUse[value] = i;
            }
        }
    }

    /// <summary>Runs the calibration.</summary>
    /// <param name="graph">The float model.</param>
    /// <param name="source">The images.</param>
    /// <param name="options">How to run it; null for the defaults.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InvalidDataException">There is no image, an image doesn't fit the graph's inputs, or an activation is
    /// not finite; the message says which.</exception>
    public static CalibrationTable Run(
        OnnxGraph graph, ICalibrationSource source, CalibrationOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(source);
        if (source.Count < 1)
        {
            throw new InvalidDataException($"{source.Name}: expected images to calibrate with, found none.");
        }

        using Calibrator calibrator = new(graph, options ?? new CalibrationOptions());
        return calibrator.Run(source, cancellation);
    }

    /// <summary>Frees the engine's parts.</summary>
    public void Dispose() => _sessions.ForEach(session => session.Dispose());

    private CalibrationTable Run(ICalibrationSource source, CancellationToken cancellation)
    {
        _sessions.AddRange(_segments.Select(segment => new SegmentSession(_graph, segment, _options.ThreadCount)));
        int images = Math.Min(_options.Images, source.Count);
        for (int i = 0; i < images; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            int index = (int)((long)i * source.Count / images);
            Observe(CalibrationFeed.Of(_graph, source, index));
            _options.Progress?.Report(new CalibrationProgress(i + 1, images));
        }

        return new CalibrationTable(source.Name, images, _statistics.Values);
    }

    private void Observe(Dictionary<string, OrtValue> values)
    {
        try
        {
            foreach (string input in _graph.Inputs)
            {
                Count(input, values[input]);
            }

            for (int i = 0; i < _sessions.Count; i++)
            {
                _sessions[i].Run(values);
                foreach (string output in _segments[i].Outputs)
                {
                    Count(output, values[output]);
                }

                Free(values, i);
            }
        }
        finally
        {
            foreach (OrtValue value in values.Values)
            {
                value.Dispose();
            }
        }
    }

    private void Count(string name, OrtValue value)
    {
        if (_statistics.TryGetValue(name, out TensorStatistics? statistics))
        {
            statistics.Add(value.GetTensorDataAsSpan<float>());
        }
    }

    private void Free(Dictionary<string, OrtValue> values, int segment)
    {
        foreach (string name in values.Keys.Where(name => _lastUse[name] <= segment).ToList())
        {
            values.Remove(name, out OrtValue? value);
            value?.Dispose();
        }
    }
}
