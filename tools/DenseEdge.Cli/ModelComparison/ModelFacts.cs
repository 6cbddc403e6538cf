using DenseEdge.Onnx;

namespace DenseEdge.Cli.ModelComparison;

/// <summary>What a comparison says about one of its models.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Summary">What it holds.</param>
internal sealed record ModelFacts(string Path, OnnxModelSummary Summary);
