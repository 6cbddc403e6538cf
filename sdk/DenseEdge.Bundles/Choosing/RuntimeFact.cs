using DenseEdge.Sdk;

namespace DenseEdge.Bundles.Choosing;

/// <summary>An engine that a device has.</summary>
/// <param name="Provider">What computes the network.</param>
/// <param name="Version">TensorRT's version for TensorRT, ONNX Runtime's for the others, such as <c>1.29.0</c>.</param>
public sealed record RuntimeFact(ExecutionProvider Provider, string Version);
