using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using Microsoft.ML.OnnxRuntime;

namespace DenseEdge.Quantization.Calibration;

/// <summary>Brings a calibration image into the engine, after a check against the graph's inputs.</summary>
internal static class CalibrationFeed
{
    /// <summary>Reads one image.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="source">The images.</param>
    /// <param name="index">Which one.</param>
    /// <returns>One value for every graph input; the caller disposes them.</returns>
    /// <exception cref="InvalidDataException">It doesn't fit the graph's inputs.</exception>
    public static Dictionary<string, OrtValue> Of(OnnxGraph graph, ICalibrationSource source, int index)
    {
        IReadOnlyList<CalibrationInput> inputs = source.Load(index);
        Dictionary<string, OrtValue> values = new(StringComparer.Ordinal);
        foreach (string name in graph.Inputs)
        {
            CalibrationInput input = inputs.FirstOrDefault(candidate => candidate.Name == name)
                ?? throw new InvalidDataException(
                    $"{source.Name}: expected a value for the model's input '{name}', found values for "
                    + $"{string.Join(", ", inputs.Select(candidate => $"'{candidate.Name}'"))}.");
            RequireFit(graph.Info(name), input, source, index);
            values.Add(name, ToValue(input));
        }

        return values;
    }

    private static void RequireFit(TensorInfo expected, CalibrationInput input, ICalibrationSource source, int index)
    {
        GraphElementType found = input.Values is byte[]? GraphElementType.UInt8 : GraphElementType.Float32;
        long length = input.Dims.Aggregate(1L, (product, size) => product * size);
        if (found != expected.ElementType || !input.Dims.SequenceEqual(expected.Dims) || length != input.Values.LongLength)
        {
            throw new InvalidDataException(
                $"{source.Name}, image {index + 1}: expected {expected.ElementType} [{string.Join(", ", expected.Dims)}] for the "
                + $"model's input '{input.Name}', found {input.Values.Length} values of {found} "
                + $"[{string.Join(", ", input.Dims)}].");
        }
    }

    private static OrtValue ToValue(CalibrationInput input)
    {
        long[] shape = [.. input.Dims.Select(size => (long)size)];
        return input.Values switch
        {
            byte[] bytes => OrtValue.CreateTensorValueFromMemory(bytes, shape),
            float[] floats => OrtValue.CreateTensorValueFromMemory(floats, shape),
            _ => throw new ArgumentException(
                $"Expected byte[] or float[] for '{input.Name}', got {input.Values.GetType().Name}."),
        };
    }
}
