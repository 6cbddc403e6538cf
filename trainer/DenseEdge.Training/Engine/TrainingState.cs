namespace DenseEdge.Training.Engine;

/// <summary>How far a training is: the file progress.json of a checkpoint.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="TrainingSeconds">Wall-clock time of those steps.</param>
/// <param name="Finished">Whether nothing is left to do.</param>
internal sealed record TrainingState(int Step, double TrainingSeconds, bool Finished);
