using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;
using Microsoft.ML.OnnxRuntime;

namespace DenseEdge.Training.Tests.QuantizationAware;

/// <summary>Values inside of a model as ONNX Runtime computes them, node by node.</summary>
internal static class EngineValues
{
    /// <summary>Runs a model with one input and bytes in it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">The input.</param>
    /// <param name="names">The values to see.</param>
    public static IReadOnlyDictionary<string, float[]> Of(OnnxModel model, byte[] input, IReadOnlyList<string> names)
    {
        OnnxGraph graph = OnnxGraph.Open(model, "test");
        ModelProto open = model.Proto.Clone();
        open.Graph.Output.Clear();
        open.Graph.Output.AddRange(names.Select(name => new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)GraphElementType.Float32 } },
        }));
        using SessionOptions options = new()
        {
            IntraOpNumThreads = 1,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL,
        };
        using InferenceSession session = new(new OnnxModel(open).ToBytes(), options);
        using RunOptions run = new();
        long[] shape = [.. graph.Info(graph.Inputs[0]).Dims.Select(size => (long)size)];
        using OrtValue bytes = OrtValue.CreateTensorValueFromMemory(input, shape);
        using IDisposableReadOnlyCollection<OrtValue> results =
            session.Run(run, new Dictionary<string, OrtValue> { [graph.Inputs[0]] = bytes }, names);
        return names.Zip(results).ToDictionary(pair => pair.First, pair => pair.Second.GetTensorDataAsSpan<float>().ToArray());
    }
}
