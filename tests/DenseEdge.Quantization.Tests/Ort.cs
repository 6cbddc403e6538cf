using DenseEdge.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace DenseEdge.Quantization.Tests;

/// <summary>Runs small models with ONNX Runtime, without its graph optimiser, so that every node runs as it was
/// built.</summary>
internal static class Ort
{
    public static float[] Run(OnnxModel model, params (string Name, Array Values)[] inputs)
        => Run<float>(model, inputs);

    public static T[] Run<T>(OnnxModel model, params (string Name, Array Values)[] inputs)
        where T : unmanaged
    {
        using SessionOptions options = new()
        {
            IntraOpNumThreads = 1,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL,
        };
        using InferenceSession session = new(model.ToBytes(), options);
        using RunOptions run = new();
        Dictionary<string, OrtValue> values = [];
        foreach ((string name, Array data) in inputs)
        {
            long[] shape = [.. session.InputMetadata[name].Dimensions.Select(size => (long)size)];
            values[name] = data switch
            {
                float[] floats => OrtValue.CreateTensorValueFromMemory(floats, shape),
                byte[] bytes => OrtValue.CreateTensorValueFromMemory(bytes, shape),
                _ => throw new ArgumentException($"Expected float[] or byte[], got {data.GetType()}."),
            };
        }

        string output = session.OutputMetadata.Keys.Single();
        using IDisposableReadOnlyCollection<OrtValue> results = session.Run(run, values, [output]);
        foreach (OrtValue value in values.Values)
        {
            value.Dispose();
        }

        // ONNX Runtime must agree with the shape that the builder worked out.
        int[] built = [.. model.Proto.Graph.Output[0].Type.TensorType.Shape.Dim.Select(dim => checked((int)dim.DimValue))];
        Assert.Equal(built, results[0].GetTensorTypeAndShape().Shape.Select(size => checked((int)size)));
        return results[0].GetTensorDataAsSpan<T>().ToArray();
    }
}
