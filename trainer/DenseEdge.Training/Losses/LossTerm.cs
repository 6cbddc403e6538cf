using DenseEdge.Contracts;
using static TorchSharp.torch;

namespace DenseEdge.Training.Losses;

/// <summary>The loss of one prediction of one task, for logs.</summary>
/// <param name="Task">The task.</param>
/// <param name="IsAuxiliary">Whether the auxiliary prediction is meant.</param>
/// <param name="Weight">What the value is multiplied by in the total.</param>
/// <param name="Value">The loss before weighting, a scalar without gradient.</param>
public sealed record LossTerm(TaskKind Task, bool IsAuxiliary, double Weight, Tensor Value);
