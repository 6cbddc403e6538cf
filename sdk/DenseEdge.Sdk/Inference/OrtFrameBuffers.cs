using DenseEdge.Contracts;
using Microsoft.ML.OnnxRuntime;
using ModelMetadata = DenseEdge.Contracts.ModelMetadata;

namespace DenseEdge.Sdk.Inference;

/// <summary>The memory of one frame, bound to an ONNX Runtime session.</summary>
internal sealed class OrtFrameBuffers : FrameBuffers, IDisposable
{
    private readonly List<OrtValue> _values = [];

    public OrtFrameBuffers(InferenceSession session, ModelMetadata model)
        : base(model)
    {
        Binding = session.CreateIoBinding();
        Binding.BindInput(model.InputName, Tensor(Input, [1, model.InputHeight, model.InputWidth, 3]));
        foreach (ModelTask task in model.Tasks)
        {
            int kind = (int)task.Spec.Kind;
            long[] shape = [.. session.OutputMetadata[task.OutputName].Dimensions];
            Binding.BindOutput(
                task.OutputName,
                Labels[kind] is { } labels ? Tensor(labels, shape) : Tensor(Numbers[kind]!, shape));
        }
    }

    public OrtIoBinding Binding { get; }

    public void Dispose()
    {
        Binding.Dispose();
        _values.ForEach(value => value.Dispose());
    }

    private OrtValue Tensor<T>(T[] memory, long[] shape)
        where T : unmanaged
    {
        OrtValue value = OrtValue.CreateTensorValueFromMemory(memory, shape);
        _values.Add(value);
        return value;
    }
}
