namespace DenseEdge.Sdk;

/// <summary>How <see cref="DensePredictor.PrepareAsync"/> goes. No engine tells how far it is, so neither does this.</summary>
/// <param name="Stage">What is being done.</param>
/// <param name="Elapsed">Time since the call.</param>
public readonly record struct PrepareProgress(PrepareStage Stage, TimeSpan Elapsed);
