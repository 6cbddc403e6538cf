using DenseEdge.Contracts;
using DenseEdge.Sdk;
using DenseEdge.Sdk.Inference;
using Microsoft.ML.OnnxRuntime;
using ModelMetadata = DenseEdge.Contracts.ModelMetadata;

namespace DenseEdge.Cli.Benching;

/// <summary>A model driven by bare calls of ONNX Runtime: the SDK's own session options, every input and output bound once to
/// memory of the session's allocator, and then nothing but RunWithBinding on an input that is filled once.</summary>
internal sealed class RawSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;
    private readonly RunOptions _run = new();
    private readonly List<OrtValue> _values = [];

    /// <param name="path">The model file.</param>
    /// <param name="options">As the predictor beside was loaded.</param>
    /// <param name="provider">What computes.</param>
    /// <param name="model">What the model takes.</param>
    /// <param name="frame">The frame as the model takes it, [H, W, 3] bytes.</param>
    public RawSession(
        string path, PredictorOptions options, ExecutionProvider provider, ModelMetadata model, ReadOnlySpan<byte> frame)
    {
        using SessionOptions session = OrtSessionOptions.Create(options, provider);
        _session = new InferenceSession(path, session);
        _binding = _session.CreateIoBinding();
        OrtValue input = Allocate(_session.InputMetadata[model.InputName]);
        Fill(input, model, frame);
        _binding.BindInput(model.InputName, input);
        foreach ((string name, NodeMetadata node) in _session.OutputMetadata)
        {
            _binding.BindOutput(name, Allocate(node));
        }
    }

    /// <summary>Computes every output.</summary>
    public void Run() => _session.RunWithBinding(_run, _binding);

    public void Dispose()
    {
        _binding.Dispose();
        _values.ForEach(value => value.Dispose());
        _run.Dispose();
        _session.Dispose();
    }

    private static void Fill(OrtValue input, ModelMetadata model, ReadOnlySpan<byte> frame)
    {
        int pixels = frame.Length / 3;
        for (int i = 0; i < frame.Length; i++)
        {
            int planar = (i % 3 * pixels) + (i / 3);
            switch (model.InputFormat)
            {
                case InputFormat.UInt8Nhwc:
                    input.GetTensorMutableDataAsSpan<byte>()[i] = frame[i];
                    break;
                case InputFormat.Float32Nchw:
                    input.GetTensorMutableDataAsSpan<float>()[planar] = frame[i];
                    break;
                default:
                    input.GetTensorMutableDataAsSpan<Float16>()[planar] = (Float16)(float)frame[i];
                    break;
            }
        }
    }

    private OrtValue Allocate(NodeMetadata node)
    {
        OrtValue value = OrtValue.CreateAllocatedTensorValue(
            OrtAllocator.DefaultInstance, node.ElementDataType, [.. node.Dimensions.Select(side => (long)side)]);
        _values.Add(value);
        return value;
    }
}
