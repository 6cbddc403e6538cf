using System.Runtime.InteropServices;
using DenseEdge.Contracts;
using Microsoft.ML.OnnxRuntime;
using ModelMetadata = DenseEdge.Contracts.ModelMetadata;

namespace DenseEdge.Sdk.Inference;

/// <summary>The memory of one frame, bound to the ONNX Runtime sessions that write into it.</summary>
internal sealed class OrtFrameBuffers(ModelMetadata model, IReadOnlyDictionary<TaskKind, TensorElement> outputs)
    : FrameBuffers(model, outputs), IDisposable
{
    private readonly Dictionary<string, OrtValue> _values = [];
    private readonly Dictionary<TaskSet, OrtIoBinding> _bindings = [];

    /// <summary>The binding of a session that was bound.</summary>
    public OrtIoBinding Binding(TaskSet tasks) => _bindings[tasks];

    /// <summary>Binds a session to this memory.</summary>
    /// <param name="tasks">The tasks that it computes.</param>
    /// <param name="session">The session.</param>
    public void Bind(TaskSet tasks, InferenceSession session)
    {
        OrtIoBinding binding = session.CreateIoBinding();
        _bindings.Add(tasks, binding);
        binding.BindInput(Input.Name, Tensor(Input, session.InputMetadata[Input.Name]));
        foreach (BoundTensor output in Outputs)
        {
            if (session.OutputMetadata.TryGetValue(output.Name, out NodeMetadata? node))
            {
                binding.BindOutput(output.Name, Tensor(output, node));
            }
        }
    }

    public void Dispose()
    {
        foreach (OrtIoBinding binding in _bindings.Values)
        {
            binding.Dispose();
        }

        foreach (OrtValue value in _values.Values)
        {
            value.Dispose();
        }
    }

    /// <summary>Wraps memory without copying it: the array is pinned and lives as long as this.</summary>
    private OrtValue Tensor(BoundTensor tensor, NodeMetadata node)
    {
        if (!_values.TryGetValue(tensor.Name, out OrtValue? value))
        {
            value = OrtValue.CreateTensorValueWithData(
                OrtMemoryInfo.DefaultInstance,
                OrtElements.Of(tensor.Element),
                [.. node.Dimensions],
                Marshal.UnsafeAddrOfPinnedArrayElement(tensor.Memory, 0),
                (long)tensor.Memory.Length * OrtElements.Bytes(tensor.Element));
            _values.Add(tensor.Name, value);
        }

        return value;
    }
}
