using DenseEdge.Contracts;
using DenseEdge.Onnx;
using DenseEdge.Quantization.Integers;

namespace DenseEdge.Cli.Converting;

/// <summary>A model in one arithmetic of a target.</summary>
/// <param name="Precision">The arithmetic.</param>
/// <param name="Model">The model.</param>
/// <param name="Steps">The changes of the graph, in order.</param>
/// <param name="Integers">How it was quantised; null for a model without integers.</param>
internal sealed record ConvertedModel(
    ModelPrecision Precision, OnnxModel Model, IReadOnlyList<ConversionStep> Steps, QuantizationResult? Integers);
