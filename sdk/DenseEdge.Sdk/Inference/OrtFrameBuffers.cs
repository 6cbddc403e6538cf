using System.Runtime.InteropServices;
using DenseEdge.Contracts;
using Microsoft.ML.OnnxRuntime;
using ModelMetadata = DenseEdge.Contracts.ModelMetadata;

namespace DenseEdge.Sdk.Inference;

/// <summary>The memory of one frame, bound to an ONNX Runtime session.</summary>
internal sealed class OrtFrameBuffers : FrameBuffers, IDisposable
{
    private readonly List<OrtValue> _values = [];

    public OrtFrameBuffers(
        InferenceSession session, ModelMetadata model, IReadOnlyDictionary<TaskKind, TensorElement> outputs)
        : base(model, outputs)
    {
        Binding = session.CreateIoBinding();
        Binding.BindInput(Input.Name, Tensor(Input, session.InputMetadata[Input.Name]));
        foreach (BoundTensor output in Outputs)
        {
            Binding.BindOutput(output.Name, Tensor(output, session.OutputMetadata[output.Name]));
        }
    }

    public OrtIoBinding Binding { get; }

    public void Dispose()
    {
        Binding.Dispose();
        _values.ForEach(value => value.Dispose());
    }

    /// <summary>Wraps memory without copying it: the array is pinned and lives as long as this.</summary>
    private OrtValue Tensor(BoundTensor tensor, NodeMetadata node)
    {
        OrtValue value = OrtValue.CreateTensorValueWithData(
            OrtMemoryInfo.DefaultInstance,
            OrtElements.Of(tensor.Element),
            [.. node.Dimensions],
            Marshal.UnsafeAddrOfPinnedArrayElement(tensor.Memory, 0),
            (long)tensor.Memory.Length * OrtElements.Bytes(tensor.Element));
        _values.Add(value);
        return value;
    }
}
