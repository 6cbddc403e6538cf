using DenseEdge.Contracts;
using DenseEdge.Sdk.Pipeline.Running;

namespace DenseEdge.Sdk.Pipeline.Degradation;

/// <summary>What is computed while some steps are in force.</summary>
/// <param name="Predictor">The model.</param>
/// <param name="Tasks">The tasks; all of them the model's.</param>
internal readonly record struct QualityLevel(IFramePredictor Predictor, TaskSet Tasks);
