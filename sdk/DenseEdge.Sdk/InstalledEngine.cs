namespace DenseEdge.Sdk;

/// <summary>An engine that this machine has.</summary>
/// <param name="Provider">What computes the network.</param>
/// <param name="Version">TensorRT's version for TensorRT, ONNX Runtime's for the others, such as <c>1.29.0</c>.</param>
public sealed record InstalledEngine(ExecutionProvider Provider, string Version);
