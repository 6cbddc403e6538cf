using DenseEdge.Sdk.Inference.Choosing;

namespace DenseEdge.Sdk.Tests.Inference;

/// <summary>A machine as a test describes it.</summary>
internal sealed class FakeProbe : IProviderProbe
{
    public IReadOnlyList<string> BuiltIn { get; init; } = ["CPUExecutionProvider"];

    public string Library => "ONNX Runtime 1.24.0 (/opt/ort/libonnxruntime.so)";

    public Dictionary<ExecutionProvider, string> Faults { get; init; } = [];

    public string? FindFault(ExecutionProvider provider, int deviceIndex) => Faults.GetValueOrDefault(provider);
}
